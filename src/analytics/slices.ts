import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work in one go: what else the process does waits no longer. Ours. */
const sliceMs = 8;

/**
 * Called between two pieces of long work, it lets others in once the time is used up. It gives a promise only then:
 * waiting for one costs more than most pieces.
 */
export function createPauses(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < sliceMs) return undefined;
    return setImmediate().then(() => {
      began = performance.now();
    });
  };
}
