import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built dashboard; paths of its own pages all answer with its one document. */
export async function registerDashboard(app: FastifyInstance, dir: string): Promise<boolean> {
  if (!existsSync(join(dir, 'index.html'))) return false;
  await app.register(staticFiles, {
    root: dir,
    wildcard: false,
    preCompressed: true,
    cacheControl: false, // Set below: the plugin's own header would replace ours.
    setHeaders: (response, path) => {
      response.setHeader('vary', 'accept-encoding');
      // File names under assets/ change with their content.
      const fixed = path.includes(join(dir, 'assets'));
      response.setHeader(
        'cache-control',
        fixed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return true;
}
