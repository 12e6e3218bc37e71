export { postizDoor } from './door.ts';
