/** Milliseconds since the epoch, UTC. Injected so that tests set the time. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** Monotonic milliseconds, for cache ages. */
export const elapsed: Clock = () => performance.now();
