import { Readable } from 'node:stream';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { LinchpinError, refusal } from '../domain/errors/index.ts';

type Parts = AsyncIterableIterator<Multipart>;

interface FileForm {
  file: Readable;
  filename: string;
  contentType: string;
  /** Texts that came before the file: what comes after it is read too late to count. */
  fields: Record<string, string>;
}

/**
 * The one file of a form, as a stream.
 * @throws LinchpinError MISSING_REQUIRED_FIELD, REQUEST_UNREADABLE
 */
export async function readFileForm(request: FastifyRequest): Promise<FileForm> {
  const parts = request.parts();
  const fields: FileForm['fields'] = {};
  const part = await firstFile(parts, fields);
  if (!part) throw refusal('MISSING_REQUIRED_FIELD', { field: 'file', values: { field: 'file' } });
  return {
    file: Readable.from(onlyFile(part, parts)),
    filename: part.filename || 'file',
    contentType: part.mimetype,
    fields,
  };
}

async function firstFile(parts: Parts, fields: FileForm['fields']): Promise<MultipartFile | null> {
  for (;;) {
    const { value, done } = await parts.next().catch(cannotBeRead);
    if (done) return null;
    if (value.type === 'file') return value;
    if (typeof value.value === 'string') fields[value.fieldname] = value.value;
  }
}

/**
 * The bytes of a file, which fail at their end when another file follows: it would be lost without a word.
 * @throws LinchpinError ONE_FILE, REQUEST_UNREADABLE
 */
async function* onlyFile(file: MultipartFile, parts: Parts): AsyncGenerator<Buffer> {
  try {
    yield* file.file as AsyncIterable<Buffer>; // A stream of bytes, whose type says nothing of them.
    for (;;) {
      const { value, done } = await parts.next();
      if (done) return;
      if (value.type !== 'file') continue;
      value.file.resume();
      throw refusal('ONE_FILE', { field: 'file' });
    }
  } catch (error) {
    cannotBeRead(error);
  }
}

/** What a parser of forms says of a form that is none, or that broke off. */
function cannotBeRead(error: unknown): never {
  if (error instanceof LinchpinError || (error instanceof Error && 'code' in error)) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  throw refusal('REQUEST_UNREADABLE', { values: { reason }, cause: error });
}
