export { checkSecretKey } from './check-key.ts';
export { mapPinterestError, type Disposition } from './error-mapping.ts';
export { readBoards, readSections } from './actions/boards.ts';
export { measuringErrorMs, readClockOffset } from './clock-offset.ts';
export { createPinterestAccess, type PinterestAccess } from './access.ts';
export { createTokenBox } from './token-box.ts';
