import { sql, type Kysely } from 'kysely';

/**
 * `unused_since`: when nothing was found to use the file any more. `expired_at`: from when on nothing new may use it;
 * its bytes go a day later.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table media add column unused_since timestamptz, add column expired_at timestamptz`.execute(
    db,
  );
  await sql`insert into task (id, due_at) values ('unused-media', now())`.execute(db);
}
