export type { Handler, LeasedQueue } from './queue.ts';
export { startRunner, type Runner, type RunnerOptions } from './runner.ts';
