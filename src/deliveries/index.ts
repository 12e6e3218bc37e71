export { deliver, type AttemptReport, type DeliverDeps } from './deliver.ts';
export { defaultDeliveryPolicy, deliveryJobs, type DeliveryPolicy } from './jobs.ts';
export type { PresentPost } from './told-event.ts';
