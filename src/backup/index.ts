export { createBackup, type BackupResult } from './create.ts';
export { restoreBackup, type RestoreResult } from './restore.ts';
export { moveMedia, nameOf, type MediaPlace } from './move-media.ts';
