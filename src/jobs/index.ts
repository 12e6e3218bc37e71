export type { Claim, Handler, Lease, JobSource } from './job-source.ts';
export { withHeartbeat, type Heartbeat } from './timing.ts';
export { startStopwatch } from './timing.ts';
export { maintain, maintenanceTasks } from './maintenance.ts';
export { startRunner, type Runner, type RunnerOptions } from './runner.ts';
