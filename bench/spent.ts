import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds by the clock, and of this process's time on processors, which other programs do not lengthen. */
export interface Spent {
  ms: number;
  cpuMs: number;
}

export async function measured(work: () => Promise<unknown>): Promise<Spent> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - began, cpuMs: (user + system) / 1000 };
}

/** The value below which this share of them lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? NaN;

/**
 * Watches how many milliseconds the processes of a database server on this machine have a processor, to some ten; 0
 * where the system does not tell.
 * @param child pid of one of its processes
 */
export function watchServer(child: number): { stop(): number } {
  const parent = statOf(String(child))[1];
  const read = () =>
    new Map(
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => [pid, statOf(pid)] as const)
        .filter(([, stat]) => stat.length > 0 && stat[1] === parent)
        .map(([pid, stat]) => [pid, 10 * (Number(stat[11]) + Number(stat[12]))] as const),
    );
  const before = read();
  return {
    stop: () => [...read()].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0),
  };
}

/** Fields of a process from its state on; empty: it has ended. */
function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return [];
  }
}

/** Milliseconds between two looks at the loop. */
const everyMs = 4;

/** Watches how long nothing else could run in this process. `cpuMs`: without the time in which it had no processor. */
export function watchLoop(): { stop(): Spent } {
  const longest: Spent = { ms: 0, cpuMs: 0 };
  let [last, cpu] = [performance.now(), process.cpuUsage()];
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    const ms = performance.now() - last - everyMs;
    longest.ms = Math.max(longest.ms, ms);
    longest.cpuMs = Math.max(longest.cpuMs, Math.min(ms, (user + system) / 1000));
    [last, cpu] = [performance.now(), process.cpuUsage()];
  }, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
