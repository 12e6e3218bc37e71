import { useSyncExternalStore } from 'react';

/** Milliseconds. Relative times are in minutes, so this is often enough. */
const period = 15_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, period);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in ms since 1970, for all that show it on one timer. */
export const useNow = () => useSyncExternalStore(subscribe, () => now);
