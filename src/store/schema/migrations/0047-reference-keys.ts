import type { NewIndex } from './migration.ts';

export const indexes: readonly NewIndex[] = [
  {
    name: 'post_reference_key',
    on: 'post (workspace_id, reference_key) where reference_key is not null and hidden_at is null',
    unique: true,
  },
];
