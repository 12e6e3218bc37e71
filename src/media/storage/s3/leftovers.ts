import { leftoverMs } from '../media-dir.ts';
import type { S3Client } from './client.ts';
import { incomingFolder } from './direct.ts';
import { faultOf } from './fault.ts';
import { listObjects } from './list.ts';

/** Removes uncompleted uploads, and parts of multipart uploads that a crash interrupted. */
export async function removeStale(client: S3Client, nowMs: number): Promise<void> {
  const isStale = (at: Date): boolean => nowMs - at.getTime() > leftoverMs;
  for await (const { path, modifiedAt } of listObjects(client, client.prefix + incomingFolder))
    if (isStale(modifiedAt)) await client.call((s3) => s3.deleteObject(path));
  for (const { key, uploadId, startedAt } of await openUploads(client))
    // Others may share the bucket.
    if (key.startsWith(client.prefix) && isStale(startedAt))
      await client.call((s3) => s3.abortMultipartUpload(key, uploadId));
}

interface OpenUpload {
  key: string;
  uploadId: string;
  startedAt: Date;
}

/** At most a thousand of them: the next day's round finds the rest. */
async function openUploads(client: S3Client): Promise<OpenUpload[]> {
  try {
    const answer: unknown = await client.call((s3) => s3.listMultipartUploads('/', client.prefix));
    const result = field(answer, 'ListMultipartUploadsResult') ?? answer;
    return [field(result, 'Upload') ?? []].flat().flatMap((upload: unknown) => {
      const [key, uploadId, at] = ['Key', 'UploadId', 'Initiated'].map((of) => field(upload, of));
      return typeof key === 'string' && typeof uploadId === 'string' && typeof at === 'string'
        ? [{ key, uploadId, startedAt: new Date(at) }]
        : [];
    });
  } catch (error) {
    // A store that cannot list them has to be told to drop them itself.
    if (['NotImplemented', 'MethodNotAllowed'].includes(faultOf(error).code)) return [];
    throw error;
  }
}

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && name in of
    ? (of as Record<string, unknown>)[name] // An object's own field, whatever it holds.
    : undefined;
