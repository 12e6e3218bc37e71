export { bundleDoor } from './door.ts';
