import type { NewIndex } from './migration.ts';

const waiting = `lease_owner is null and status in ('scheduled', 'publishing', 'held')`;
const counts = `status in ('scheduled', 'publishing', 'held', 'published')`;
const time = 'pin_time(published_at, due_at, scheduled_for)';

/** Unique and lookup indexes per identity instead of per account. */
export const indexes: readonly NewIndex[] = [
  // One writer per user: Pinterest answers 429 when the same board is written to in parallel.
  {
    name: 'pin_writer',
    on: `pin (identity_id) where lease_owner is not null and step is distinct from 'uploading'`,
    unique: true,
  },
  {
    name: 'pin_uploader',
    on: `pin (identity_id) where lease_owner is not null and step = 'uploading'`,
    unique: true,
  },
  {
    name: 'pin_heads',
    on: `pin (identity_id, due_at, id) where ${waiting} and step is distinct from 'uploading' and due_at is not null`,
  },
  {
    name: 'pin_upload_heads',
    on: `pin (identity_id, due_at, id) where ${waiting} and step = 'uploading' and due_at is not null`,
  },
  { name: 'pin_searched', on: `pin (identity_id) where step = 'reconciling'` },
  {
    name: 'pin_published_as',
    on: 'pin (identity_id, pinterest_pin_id) where pinterest_pin_id is not null',
    unique: true,
  },
  { name: 'pin_in_time', on: `pin (identity_id, ${time})` },
  {
    name: 'pin_with_link',
    on: `pin (identity_id, link, ${time}) where link is not null and ${counts}`,
  },
  {
    name: 'pin_with_image',
    on: `pin (identity_id, fingerprint, ${time}) where fingerprint is not null and ${counts}`,
  },
  {
    name: 'pin_blocked_as_spam',
    on: `pin (identity_id, created_at) where status = 'failed' and problem ->> 'code' = 'PIN_SPAM_BLOCKED'`,
  },
  {
    name: 'pin_in_doubt',
    on: `pin (identity_id) where step in ('creating', 'reconciling')
      or status = 'failed' and problem->>'code' = 'PIN_OUTCOME_UNKNOWN'`,
  },
];
