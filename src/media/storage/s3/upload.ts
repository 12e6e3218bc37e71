import type { UploadPart } from 's3mini';
import type { S3Client } from './client.ts';
import { isAbsent, StoreFault } from './fault.ts';

/** Parts on their way at the same time: memory holds them and one more. */
const atOnce = 3;

/**
 * Stores chunks of any number and size under `key`, all or nothing: one request where they fit into a part, otherwise a
 * multipart upload. s3mini's own loop over a stream is not used: a part that fails while the next one is read would end
 * the process by an unhandled rejection.
 * @throws StoreFault, or the error of the source
 */
export async function uploadChunks(
  client: S3Client,
  key: string,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  const parts = partsOf(chunks, client.partBytes);
  try {
    const first = await parts.next();
    const second = await parts.next();
    if (second.done) {
      await client.call((s3) => s3.putObject(key, first.done ? Buffer.alloc(0) : first.value));
      return;
    }
    await uploadParts(
      client,
      key,
      [first.value, second.value].flatMap((part) => part ?? []),
      parts,
    );
  } finally {
    await parts.return(undefined);
  }
}

async function uploadParts(
  client: S3Client,
  key: string,
  head: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
): Promise<void> {
  const uploadId = await client.call((s3) => s3.getMultipartUploadId(key));
  const done: UploadPart[] = [];
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let bytes = 0;
  const start = (part: Buffer, number: number): void => {
    bytes += part.length;
    const task = client
      .call((s3) => s3.uploadPart(key, uploadId, part, number))
      .then((uploaded) => void done.push(uploaded))
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(task));
    running.add(task);
  };
  try {
    let number = 0;
    for (const part of head) start(part, ++number);
    for await (const part of rest) {
      if (running.size >= atOnce) await Promise.race(running);
      if (failures.length > 0) break;
      start(part, ++number);
    }
    await Promise.all(running);
    if (failures.length > 0) throw failures[0];
    await complete(client, { key, uploadId, bytes }, done);
  } catch (error) {
    await Promise.all(running);
    // What cannot be aborted now is removed with the leftovers.
    await client.call((s3) => s3.abortMultipartUpload(key, uploadId)).catch(() => {});
    throw error;
  }
}

async function complete(
  client: S3Client,
  upload: { key: string; uploadId: string; bytes: number },
  parts: readonly UploadPart[],
): Promise<void> {
  const { key, uploadId } = upload;
  const inOrder = parts.toSorted((a, b) => a.partNumber - b.partNumber);
  try {
    await client.call(async (s3) => {
      const { etag } = await s3.completeMultipartUpload(key, uploadId, inOrder);
      // Status 200 is sent before the parts are joined, and a failure then stands in the body.
      if (!etag) throw new StoreFault('InternalError', 200);
    });
  } catch (error) {
    // An attempt whose answer was lost may have ended the upload.
    if (!(error instanceof StoreFault) || error.code !== 'NoSuchUpload') throw error;
    if ((await sizeOf(client, key)) !== upload.bytes) throw error;
  }
}

/** Bytes; null: there is no such object. @throws StoreFault */
export async function sizeOf(client: S3Client, key: string): Promise<number | null> {
  try {
    return await client.call((s3) => s3.getContentLength(key));
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Buffers of `size` bytes, the last one of fewer. */
async function* partsOf(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    while (bytes + rest.length >= size) {
      const end = size - bytes;
      yield Buffer.concat([...waiting, rest.subarray(0, end)]);
      rest = rest.subarray(end);
      waiting = [];
      bytes = 0;
    }
    if (rest.length > 0) waiting.push(rest);
    bytes += rest.length;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
