import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { PinterestError, type Outcome } from './errors.ts';

/** A file, or exactly `size` bytes from a stream that is opened when the upload begins. */
export type UploadSource =
  | { path: string }
  | { open: () => AsyncIterable<Uint8Array>; size: number; filename?: string };

export interface MultipartBody {
  contentType: string;
  /** Bytes of the whole body; S3 answers 411 to a chunked request. */
  contentLength: number;
  /** Reads the file as it is consumed, so memory stays constant. Destroy it when done. */
  stream: Readable;
}

/**
 * A multipart/form-data body: every field in its order, `file` last because S3 ignores what follows.
 *
 * @param moved called for every piece of the file.
 * @throws {PinterestError} kind `invalid` when the file cannot be read; the stream fails the same way
 * when the file is not as long as it was.
 */
export async function multipartBody(
  fields: Readonly<Record<string, string>>,
  source: UploadSource,
  moved: () => void,
): Promise<MultipartBody> {
  const file = await describe(source);
  const boundary = `linchpin-${randomUUID()}`;
  const head = Buffer.from(formHead(boundary, fields, file.filename));
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: head.length + file.size + tail.length,
    stream: Readable.from(parts(head, file, tail, moved), { objectMode: false }),
  };
}

interface UploadFile {
  open: () => AsyncIterable<Uint8Array>;
  size: number;
  filename: string;
}

async function describe(source: UploadSource): Promise<UploadFile> {
  if ('open' in source) return { filename: 'video.mp4', ...source };
  const { path } = source;
  try {
    const { size } = await stat(path);
    return { open: () => createReadStream(path), size, filename: basename(path) };
  } catch (cause) {
    throw unreadable('not_sent', 'The file to upload cannot be read', cause);
  }
}

function formHead(
  boundary: string,
  fields: Readonly<Record<string, string>>,
  filename: string,
): string {
  const start = (name: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
  const pairs = Object.entries(fields).map(([name, value]) => `${start(name)}\r\n\r\n${value}\r\n`);
  const file = `${start('file')}; filename="${quoted(filename)}"\r\n`;
  return `${pairs.join('')}${file}Content-Type: application/octet-stream\r\n\r\n`;
}

// As the WHATWG form encoding does.
function quoted(text: string): string {
  return text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

async function* parts(
  head: Uint8Array,
  file: UploadFile,
  tail: Uint8Array,
  moved: () => void,
): AsyncGenerator<Uint8Array> {
  yield head;
  let sent = 0;
  try {
    for await (const chunk of file.open()) {
      sent += chunk.length;
      if (sent > file.size) break;
      moved();
      yield chunk;
    }
  } catch (cause) {
    throw unreadable('unknown', 'The file to upload cannot be read', cause);
  }
  if (sent !== file.size) {
    throw unreadable('unknown', `The file to upload does not have the expected ${file.size} bytes`);
  }
  yield tail;
}

function unreadable(outcome: Outcome, message: string, cause?: unknown): PinterestError {
  return new PinterestError({
    kind: 'invalid',
    outcome,
    operation: 'media.upload',
    message,
    cause,
  });
}
