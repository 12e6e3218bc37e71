export { nativeDoor } from './door.ts';
export { openApiDocument } from './openapi.ts';
