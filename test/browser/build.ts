import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Milliseconds after which a lock belongs to nobody any more. */
const patience = 60_000;

/**
 * Builds dist/web when it is missing or older than its source, so that no test sees old code. Test files
 * run side by side: one builds, the others wait for it.
 */
export async function ensureDashboardIsBuilt(): Promise<void> {
  const lock = join(project, 'dist/.web-lock');
  await mkdir(join(project, 'dist'), { recursive: true });
  while (!(await taken(lock))) {
    const since = await stat(lock).then(
      (folder) => folder.mtimeMs,
      () => 0,
    );
    if (Date.now() - since > patience) await rm(lock, { recursive: true, force: true });
    await setTimeout(200);
  }
  try {
    await buildIfOld();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

const taken = (lock: string): Promise<boolean> =>
  mkdir(lock).then(
    () => true,
    () => false,
  );

async function buildIfOld(): Promise<void> {
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
