import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * Compresses JSON and pages as they are sent. The dashboard's files are compressed when they are built, pictures and
 * videos by their format. To be registered before the routes.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  // An answer that mixes a secret with a stranger's words could be guessed by its length (BREACH): none can be asked
  // for by a stranger's page, because the session's cookie counts only for our own.
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1024, // Bytes. A smaller answer fits into one packet as it is.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    globalDecompression: false, // A small body could become an endless one.
  });
}
