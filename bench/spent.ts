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

/** Watches how long nothing else could run in this process. `cpuMs`: without the time in which it had no processor. */
export function watchLoop(): { stop(): Spent } {
  const longest: Spent = { ms: 0, cpuMs: 0 };
  let [last, cpu] = [performance.now(), process.cpuUsage()];
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    const ms = performance.now() - last;
    longest.ms = Math.max(longest.ms, ms);
    longest.cpuMs = Math.max(longest.cpuMs, Math.min(ms, (user + system) / 1000));
    [last, cpu] = [performance.now(), process.cpuUsage()];
  }, 1);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
