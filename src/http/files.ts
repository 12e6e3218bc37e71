import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../domain/errors/index.ts';
import type { MediaStorage } from '../media/index.ts';

/** A stored file as it is shown; wired to the store in app.ts. */
export interface FilePort {
  find(
    mediaId: string,
    version: 'prepared' | 'original',
  ): Promise<{ key: string; contentType: string; bytes: number } | null>;
}

/** Serves files by their unguessable id: previews, and addresses that other services may fetch. */
export function registerMediaFiles(
  app: FastifyInstance,
  files: FilePort,
  storage: MediaStorage,
): void {
  const serve =
    (version: 'prepared' | 'original') =>
    async (request: FastifyRequest<{ Params: { mediaId: string } }>, reply: FastifyReply) => {
      const file = await files.find(request.params.mediaId, version);
      if (!file) throw refusal('NOT_FOUND');
      return reply
        .header('content-type', file.contentType)
        .header('content-length', file.bytes)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(storage.read(file.key));
    };
  app.get('/media/:mediaId/:filename', serve('prepared'));
  app.get('/media/:mediaId/original/:filename', serve('original'));
}
