export { createDatabase, dropDatabase } from './databases.ts';
export { databaseDir } from './directory.ts';
export { EmbeddedPostgresError } from './error.ts';
export { keepEmbedded, type KeepOptions, type KeptServer } from './keep.ts';
export type { EmbeddedConnection } from './owner.ts';
export {
  runningServer,
  startEmbedded,
  type EmbeddedOptions,
  type EmbeddedServer,
} from './start.ts';
