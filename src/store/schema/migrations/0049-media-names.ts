import type { NewIndex } from './migration.ts';

export const indexes: readonly NewIndex[] = [
  { name: 'media_named', on: 'media (workspace_id, filename)' },
];
