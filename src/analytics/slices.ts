import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work before other tasks of the process get their turn. Ours. */
const sliceMs = 8;

/**
 * To be called between pieces of long work: yields to the event loop once the time is used up. It returns a promise
 * only then, as awaiting one costs more than most pieces.
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
