export { createBackup, type BackupResult } from './create.ts';
export { restoreBackup, type RestoreResult } from './restore.ts';
