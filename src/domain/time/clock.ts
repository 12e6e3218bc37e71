/** Milliseconds since the epoch, UTC. Injected so that tests set the time. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** Milliseconds since some moment, whatever happens to the wall clock. For how long something was kept. */
export const elapsed: Clock = () => performance.now();
