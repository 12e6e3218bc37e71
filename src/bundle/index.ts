export { bundleDoor } from './door.ts';
export { bundleWebhooks } from './webhooks.ts';
