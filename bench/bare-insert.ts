import { sql, type Kysely } from 'kysely';
import { newId } from '../src/domain/ids.ts';
import { createDatabase, type EmbeddedConnection } from '../src/postgres/index.ts';
import { migrateWithin } from '../src/store/database/migrate.ts';
import { openPool } from '../src/store/database/pool.ts';

/**
 * Inserts post and Pin in one transaction, and nothing else. The tables are those of migration 0012: triggers and indexes
 * added later must not slow this baseline down, or the ratio to it would look better than it is.
 */
export async function openBareInsert(server: EmbeddedConnection, accountCount: number) {
  const pool = openPool(await createDatabase(server, 'bare'), 10, console.error);
  const { db } = pool;
  // Untyped: an old schema (migration 0012).
  const plain = db.withoutPlugins() as Kysely<unknown>;
  await plain.transaction().execute((tx) => migrateWithin(tx, '0012-keys'));
  await sql`insert into workspace (id, name) values ('w', 'Bare')`.execute(db);
  await sql`
    insert into account (id, workspace_id, pinterest_user_id, username, display_name, status, scopes, sandbox)
    select n::text, 'w', n::text, n::text, '', 'connected', '{}', true
    from generate_series(0, ${accountCount - 1}::int) n`.execute(db);
  const insert = (account: number, title: string, at: Date): Promise<void> =>
    db.transaction().execute(async (tx) => {
      const postId = newId();
      await sql`
        insert into post (id, workspace_id, content, timezone, status, scheduled_for, media_ids)
        values (${postId}, 'w', '', 'UTC', 'scheduled', ${at}, array['1'])`.execute(tx);
      await sql`
        insert into pin (id, post_id, workspace_id, account_id, position, board_id, title, link, media_ids, status,
          scheduled_for, due_at, accepted_at)
        values (${newId()}, ${postId}, 'w', ${String(account)}, 0, '1', ${title}, ${`https://example.com/${title}`},
          array['1'], 'scheduled', ${at}, ${at}, now())`.execute(tx);
    });
  /** Many rows in one transaction of two statements. */
  const insertMany = (
    rows: readonly { account: number; title: string; at: Date }[],
  ): Promise<void> =>
    db.transaction().execute(async (tx) => {
      const posts = rows.map((row) => ({ ...row, postId: newId() }));
      await sql`
        insert into post (id, workspace_id, content, timezone, status, scheduled_for, media_ids) values ${sql.join(
          posts.map(
            ({ postId, at }) => sql`(${postId}, 'w', '', 'UTC', 'scheduled', ${at}, array['1'])`,
          ),
        )}`.execute(tx);
      await sql`
        insert into pin (id, post_id, workspace_id, account_id, position, board_id, title, link, media_ids, status,
          scheduled_for, due_at, accepted_at) values ${sql.join(
            posts.map(
              ({ postId, account, title, at }) => sql`
              (${newId()}, ${postId}, 'w', ${String(account)}, 0, '1', ${title}, ${`https://example.com/${title}`},
                array['1'], 'scheduled', ${at}, ${at}, now())`,
            ),
          )}`.execute(tx);
    });
  return { insert, insertMany, close: () => pool.close() };
}
