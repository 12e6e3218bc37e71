import type { DirectAccess } from '../storage.ts';
import type { S3Client } from './client.ts';
import { faultOf, isAbsent, unwritten } from './fault.ts';
import { sizeOf } from './upload.ts';

/** Where uploads lie until they are taken; a rule of the bucket may empty it after two days. */
export const incomingFolder = 'incoming/';

export function directAccess(client: S3Client, pathOf: (key: string) => string): DirectAccess {
  const incoming = (uploadId: string): string => {
    if (!/^[a-z0-9-]{16,64}$/.test(uploadId)) throw new TypeError('This is no id of an upload.');
    return client.prefix + incomingFolder + uploadId;
  };
  return {
    origin: client.s3.endpoint.origin,
    downloadUrl: (key, { contentType, seconds }) =>
      client.s3.getPresignedUrl('GET', pathOf(key), seconds, {
        'response-content-type': contentType,
      }),
    async uploadUrl(uploadId, { contentType, seconds }) {
      const headers = { 'content-type': contentType };
      const path = incoming(uploadId);
      return { url: await client.s3.getPresignedUrl('PUT', path, seconds, {}, headers), headers };
    },
    async take(uploadId, key) {
      const [from, to] = [incoming(uploadId), pathOf(key)];
      try {
        await client.call((s3) => s3.copyObject(from, to));
        return await sizeOf(client, to);
      } catch (error) {
        if (isAbsent(error)) return null;
        throw unwritten(faultOf(error));
      }
    },
    async discard(uploadId) {
      const path = incoming(uploadId);
      await client
        .call((s3) => s3.deleteObject(path))
        .catch((error: unknown) => {
          throw unwritten(faultOf(error));
        });
    },
  };
}
