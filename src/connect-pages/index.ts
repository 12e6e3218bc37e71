export { connectPages } from './door.ts';
export type { ConnectionPort } from './options.ts';
