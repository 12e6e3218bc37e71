import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * Compresses JSON and pages as they are sent. The dashboard's files are compressed when they are built, pictures and
 * videos by their format. To be registered before the routes.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  // BREACH guesses a secret from the length of compressed answers. It needs requests from another site, for which the
  // session cookie does not count.
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1024, // Bytes. A smaller answer fits into one packet as it is.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    globalDecompression: false, // A small compressed body could expand without limit.
  });
}
