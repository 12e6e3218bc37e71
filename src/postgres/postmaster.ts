import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error.ts';

const HAS_PROC = fs.existsSync('/proc/self/cmdline');

/** What `postmaster.pid` says: its lines are pid, data directory, start time, port, socket directory. */
export function readPostmaster(data: string): { pid: number; socketDir: string } | undefined {
  const lines = readLines(path.join(data, 'postmaster.pid'));
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, socketDir: lines[4] ?? '' } : undefined;
}

/** The pid in a lock file, 0 when there is none. */
export function pidIn(lockFile: string): number {
  return Number(readLines(lockFile)[0]) || 0;
}

function readLines(file: string): string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * What runs under a pid, seen from this cluster: its postmaster, one of its other processes, or
 * something else (nothing, a zombie, a reused pid), which a mere kill(pid, 0) would take for a server.
 *
 * Decided by the command line: anyone may read it, whereas /proc/pid/cwd of another user's process is
 * closed to root in a container (no CAP_SYS_PTRACE). Without /proc (macOS) whatever lives counts.
 */
export function identify(
  pid: number,
  data: string,
  cluster: string,
): 'postmaster' | 'backend' | 'other' {
  if (!HAS_PROC) return isAlive(pid) ? 'postmaster' : 'other';
  let words: string[];
  try {
    words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // Hidden from us (hidepid) yet alive: err on the side of leaving it alone.
    return isAlive(pid) ? 'postmaster' : 'other';
  }
  const [program = '', flag, dir] = words;
  if (program.startsWith(`postgres: ${cluster}: `)) return 'backend';
  const isServer = path.basename(program) === 'postgres' && flag === '-D' && dir === data;
  return isServer ? 'postmaster' : 'other';
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Every process of this cluster. Always empty without /proc. */
export function clusterProcesses(
  data: string,
  cluster: string,
): { pid: number; role: 'postmaster' | 'backend' }[] {
  if (!HAS_PROC) return [];
  return fs.readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry);
    if (!(pid > 0)) return [];
    const role = identify(pid, data, cluster);
    return role === 'other' ? [] : [{ pid, role }];
  });
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
