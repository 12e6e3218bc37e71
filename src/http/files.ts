import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../domain/errors/index.ts';
import type { MediaStorage, Renditions } from '../media/index.ts';

/** A stored file as it is shown; wired to the store in app.ts. */
export interface FilePort {
  find(
    mediaId: string,
    version: 'prepared' | 'original',
  ): Promise<{ key: string; contentType: string; bytes: number } | null>;
}

interface FileRequest {
  Params: { mediaId: string };
  Querystring: { width?: unknown };
}

const immutable = 'public, max-age=31536000, immutable';
/** For the file itself in place of a rendition that could not be made: the next request may get the rendition. */
const oneMinute = 'public, max-age=60';

/**
 * Serves files by their unguessable id: previews, and addresses that other services may fetch. `?width=320` asks for
 * an image of about that many pixels.
 */
export function registerMediaFiles(
  app: FastifyInstance,
  files: FilePort,
  storage: MediaStorage,
  renditions: Renditions,
): void {
  const serve =
    (version: 'prepared' | 'original') =>
    async (request: FastifyRequest<FileRequest>, reply: FastifyReply) => {
      const file = await files.find(request.params.mediaId, version);
      if (!file) throw refusal('NOT_FOUND');
      void reply
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cross-origin-resource-policy', 'cross-origin');
      const width = version === 'prepared' ? widthOf(request, file.contentType) : null;
      const small = width === null ? null : await renditions.find(file.key, width);
      if (small) return reply.type('image/webp').header('cache-control', immutable).send(small);
      return reply
        .header('content-type', file.contentType)
        .header('content-length', file.bytes)
        .header('cache-control', width === null ? immutable : oneMinute)
        .send(storage.read(file.key));
    };
  app.get('/media/:mediaId/:filename', serve('prepared'));
  app.get('/media/:mediaId/original/:filename', serve('original'));
}

/** Pixels that are asked for; null: the file itself. */
function widthOf({ query }: FastifyRequest<FileRequest>, contentType: string): number | null {
  const width = typeof query.width === 'string' ? Number(query.width) : 0;
  return width > 0 && contentType.startsWith('image/') ? width : null;
}
