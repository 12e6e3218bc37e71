import { sql, type Kysely } from 'kysely';

/** Notifies processes of API key changes, so that they drop cached keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function announce_key_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('linchpin_keys', '');
      return null;
    end $$`.execute(db);
  for (const table of ['api_key', 'api_key_grant'])
    await sql`create trigger ${sql.raw(table)}_changed after insert or update or delete on ${sql.raw(table)}
      for each statement execute function announce_key_change()`.execute(db);
}
