import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { timeZoneDataProblem } from '../../../domain/time/time-zones.ts';
import { ok, wrong, type Check } from './check.ts';

/** Below this many bytes the next videos and the database may not fit. */
const neededBytes = 1e9;

/** Node.js and its time zone data, on the machine that runs the command. */
export function programChecks(
  version = process.versions.node,
  flaw = timeZoneDataProblem(),
): Check[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const recent = major > 20 || (major === 20 && minor >= 19);
  return [
    recent ? ok('Node.js', version) : wrong('Node.js', version, 'Install Node.js 20.19 or newer.'),
    ...(flaw === null ? [] : [wrong('Time zones', flaw, timeZoneFix)]),
  ];
}

export const timeZoneFix =
  'Use a Node.js build with full time zone data (full-icu): local times would be read wrongly.';

/** Where the server on this machine keeps its files. */
export async function directoryChecks(dir: string): Promise<Check[]> {
  const writable = await canWrite(dir).catch(() => canWrite(dirname(dir)).catch(() => false));
  const space = await statfs(dir).catch(() => statfs(dirname(dir)).catch(() => null));
  return [
    writable
      ? ok('Data directory', dir)
      : wrong('Data directory', dir, 'Make it writable, or set LINCHPIN_DATA_DIR.'),
    spaceCheck('Free space', space === null ? null : space.bavail * space.bsize),
  ];
}

const canWrite = (path: string): Promise<boolean> => access(path, constants.W_OK).then(() => true);

export function spaceCheck(name: string, bytes: number | null): Check {
  if (bytes === null) return ok(name, 'unknown');
  const found = `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes > neededBytes
    ? ok(name, found)
    : wrong(name, found, 'Free at least 1 GB: media and the database need it.');
}
