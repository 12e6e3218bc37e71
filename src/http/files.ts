import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../domain/errors/index.ts';
import { Readable } from 'node:stream';
import type { MediaStorage, Renditions } from '../media/index.ts';
import { readRange } from './range.ts';

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

/** Seconds that an address at the store lives, and that its redirect is remembered, which is less. */
const redirect = { livesSeconds: 300, cachedSeconds: 240 };

export interface MediaFiles {
  files: FilePort;
  storage: MediaStorage;
  renditions: Renditions;
  /** Whether the store itself gives the files out, where it has addresses. */
  redirectFiles: boolean;
}

/**
 * Serves files by their unguessable id: previews, and addresses that other services may fetch. `?width=320` asks for
 * an image of about that many pixels.
 */
export function registerMediaFiles(
  app: FastifyInstance,
  { files, storage, renditions, redirectFiles }: MediaFiles,
): void {
  /** Originals stay here: Pinterest fetches them, and it is not known whether it follows a redirect. */
  const addressAtStore = (version: string, file: { key: string; contentType: string }) =>
    redirectFiles && version === 'prepared'
      ? storage.direct?.downloadUrl(file.key, {
          contentType: file.contentType,
          seconds: redirect.livesSeconds,
        })
      : undefined;

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
      const address = await addressAtStore(version, file);
      if (address !== undefined)
        return reply
          .header('cache-control', `private, max-age=${redirect.cachedSeconds}`)
          .redirect(address, 302);
      // Without a validator `If-Range` cannot be told to hold.
      const asked = request.headers['if-range'] === undefined ? request.headers.range : undefined;
      const range = readRange(asked, file.bytes);
      void reply.header('accept-ranges', 'bytes');
      if (range === 'unsatisfiable')
        return reply.status(416).header('content-range', `bytes */${file.bytes}`).send();
      if (range !== null)
        void reply
          .status(206)
          .header('content-range', `bytes ${range.start}-${range.end - 1}/${file.bytes}`);
      const { start, end } = range ?? { start: 0, end: file.bytes };
      const body =
        request.method === 'HEAD'
          ? Readable.from([]) // Fastify would read the whole file to throw it away.
          : storage.read(file.key, range ?? undefined);
      return reply
        .header('content-type', file.contentType)
        .header('content-length', end - start)
        .header('cache-control', width === null ? immutable : oneMinute)
        .send(body);
    };
  app.get('/media/:mediaId/:filename', serve('prepared'));
  app.get('/media/:mediaId/original/:filename', serve('original'));
}

/** Pixels that are asked for; null: the file itself. */
function widthOf({ query }: FastifyRequest<FileRequest>, contentType: string): number | null {
  const width = typeof query.width === 'string' ? Number(query.width) : 0;
  return width > 0 && contentType.startsWith('image/') ? width : null;
}
