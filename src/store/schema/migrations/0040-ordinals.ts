import type { NewIndex } from './migration.ts';

export const indexes: readonly NewIndex[] = [
  {
    name: 'remote_pin_ordinal',
    on: 'remote_pin (identity_id, ordinal) where ordinal is not null',
    unique: true,
  },
];
