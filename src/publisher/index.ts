export { logStep } from './log-step.ts';
export { pinJobs, type TakenOver } from './pin-jobs.ts';
export type { StepObserver, StepReport } from './report.ts';
export type { CrashPoint, PublishPoint } from './crash-point.ts';
export { checkPolicy, defaultPolicy, type PublishPolicy } from './policy.ts';
export { createPublisher } from './publisher.ts';
export type { PublisherDeps } from './step.ts';
