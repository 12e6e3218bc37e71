import { sql, type Kysely } from 'kysely';

/** Uploads of videos get a lane of their own: they neither hold their account nor stand in the line of due Pins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const waiting = `lease_owner is null and status in ('scheduled', 'publishing', 'held')`;
const line = `${waiting} and step is distinct from 'uploading'`;
const uploads = `${waiting} and step = 'uploading'`;

const statements = [
  // One writer per account, and beside it one upload, which goes to Pinterest's storage and touches no board. A row
  // must not pass from one index to the other while it is leased: a step ends together with its lease.
  `drop index pin_one_writer`,
  `create unique index pin_one_writer on pin (account_id)
    where lease_owner is not null and step is distinct from 'uploading'`,
  `create unique index pin_one_upload on pin (account_id)
    where lease_owner is not null and step = 'uploading'`,
  `drop index pin_due`,
  `create index pin_due on pin (due_at, id) where ${line}`,
  `drop index pin_waiting`,
  `create index pin_waiting on pin (account_id, due_at, id) where ${line} and due_at is not null`,
  // The same two for uploads.
  `create index pin_upload_due on pin (due_at, id) where ${uploads}`,
  `create index pin_upload_waiting on pin (account_id, due_at, id) where ${uploads} and due_at is not null`,
];
