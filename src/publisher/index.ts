export { pinQueue } from './pin-queue.ts';
export { defaultPolicy, type PublishPolicy } from './policy.ts';
export { createPublisher, type PublisherDeps } from './publisher.ts';
