import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Builds dist/web when it is missing or older than its source, so that no test sees old code. */
export async function ensureDashboardIsBuilt(): Promise<void> {
  const built = await stat(join(project, 'dist/web/index.html')).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  const sources = [join(project, 'web'), join(project, 'src/sdk')];
  const changes = await Promise.all(sources.map(newestChange));
  if (Math.max(...changes) <= built) return;
  // In a process of its own: vitest sets NODE_ENV, which would build React's development version.
  await promisify(execFile)(
    process.execPath,
    [join(project, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn'],
    { cwd: project, env: { ...process.env, NODE_ENV: 'production' } },
  );
}

/** Milliseconds since 1970 of the last change in the folder. */
async function newestChange(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true });
  const times = await Promise.all(
    entries.map(async (entry) => (await stat(join(folder, entry))).mtimeMs),
  );
  return Math.max(0, ...times);
}
