export type { Claim, Handler, Lease, LeasedQueue } from './queue.ts';
export { withPulse, type Pulse } from './pulse.ts';
export { startStopwatch } from './stopwatch.ts';
export { startRunner, type Runner, type RunnerOptions } from './runner.ts';
