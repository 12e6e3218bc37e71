import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

/** A program of this machine that converts videos. */
export interface Transcoder {
  kind: 'ffmpeg';
  path: string;
  /** As it calls itself: `5.1.9-0+deb12u1`. */
  version: string;
}

const names = process.platform === 'win32' ? ['ffmpeg.exe'] : ['ffmpeg'];
const run = promisify(execFile);

/**
 * Looks for a working ffmpeg.
 * @param searchPath folders as in the environment variable PATH; relative ones are left out
 */
export async function findTranscoder(searchPath: string | undefined): Promise<Transcoder | null> {
  const folders = (searchPath ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const path of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    const version = await versionOf(path);
    if (version !== null) return { kind: 'ffmpeg', path, version };
  }
  return null;
}

async function versionOf(path: string): Promise<string | null> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await run(path, ['-version'], { timeout: 10_000, env: {} });
    return /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? null;
  } catch {
    // Not there, or it does not start: libraries are missing, or it is for another processor.
    return null;
  }
}
