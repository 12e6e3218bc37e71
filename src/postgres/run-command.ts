import { execFile } from 'node:child_process';
import { errorText } from './error.ts';
import type { ServerUser } from './user.ts';

/** Runs a program as the server user, in `/` and with a bare environment. Returns what went wrong, if anything. */
export function runAs(
  user: ServerUser,
  file: string,
  args: readonly string[],
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { ...user.switchTo, cwd: '/', env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } };
    try {
      execFile(file, args, options, (error, _stdout, stderr) => {
        resolve(error ? stderr.trim() || error.message : undefined);
      });
    } catch (error) {
      // spawn throws EAGAIN, EPERM and the like instead of reporting them.
      resolve(errorText(error));
    }
  });
}
