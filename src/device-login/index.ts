export { deviceLoginDoor } from './door.ts';
