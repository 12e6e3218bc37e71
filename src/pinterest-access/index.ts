export type { ReadBoard } from './actions/boards.ts';
export { createPinterestAccess, type PinterestAccess, type UseOptions } from './access.ts';
export { checkSecretKey } from './check-key.ts';
export { measuringErrorMs, readClockOffset } from './clock-offset.ts';
export { mapPinterestError, type Disposition } from './error-mapping.ts';
export { createPinterestPort, type Acting, type PinterestPort } from './port.ts';
export type { RequestClass } from './rate-limits.ts';
