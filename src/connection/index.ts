export { checkSecretKey } from './check-key.ts';
export { readAnswer, type Policy } from './answers.ts';
export { readBoards, readSections } from './boards.ts';
export { measuringErrorMs, readClockOffset } from './clock-offset.ts';
export { createConnections, type Connections } from './connections.ts';
export { createTokenBox } from './token-box.ts';
