import type { NewIndex } from './migration.ts';

const waiting = `lease_owner is null and status in ('scheduled', 'publishing', 'held')`;

/** The line of due Pins with the identity of each, so that those of accounts far behind are passed without reading the Pins. */
export const indexes: readonly NewIndex[] = [
  {
    name: 'pin_line',
    on: `pin (due_at, id) include (identity_id) where ${waiting} and step is distinct from 'uploading'`,
  },
  {
    name: 'pin_upload_line',
    on: `pin (due_at, id) include (identity_id) where ${waiting} and step = 'uploading'`,
  },
];
