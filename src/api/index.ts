export { nativeDoor } from './door.ts';
