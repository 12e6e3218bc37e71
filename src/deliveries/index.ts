export { deliver, type AttemptReport, type DeliverDeps } from './deliver.ts';
export { defaultDeliveryPolicy, deliveryJobs, type DeliveryPolicy } from './jobs.ts';
export type { Format } from './format.ts';
export { ownFormats } from './formats.ts';
export { hexSignature } from './sign.ts';
export type { PresentPost, ToldEvent } from './told-event.ts';
