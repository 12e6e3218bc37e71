import { sql, type Kysely } from 'kysely';

/**
 * Indexes by account, each covered by the one by identity. The unique ones hold for processes of the release before as
 * well: accounts of one user share an identity, so what is unique by identity is unique by account.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of replaced) await sql.raw(`drop index ${name}`).execute(db);
}

const replaced = [
  'pin_without_identity',
  'pin_one_writer',
  'pin_one_upload',
  'pin_waiting',
  'pin_upload_waiting',
  'pin_reconciling',
  'pin_on_pinterest',
  'pin_by_time',
  'pin_by_link',
  'pin_by_image',
  'pin_spam_blocked',
  'pin_unresolved',
];
