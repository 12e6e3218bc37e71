import { sql, type Kysely } from 'kysely';

/** What a workspace is called and looks like, whose posts need an approval in it, and whether it was deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table workspace
    add column description text,
    add column color text,
    add column is_default boolean not null default false,
    add column approval_roles text[] not null default '{}',
    add column deleted_at timestamptz`,
  // Keys that could plan posts before keep that right.
  ...['api_key', 'api_key_grant'].map(
    (table) => `update ${table} set scopes = array_append(scopes, 'posts:publish')
      where 'posts:write' = any(scopes) and not 'posts:publish' = any(scopes)`,
  ),
  // Processes remember with a key what its workspaces want.
  `create trigger workspace_changed after update on workspace
    for each statement execute function announce_key_change()`,
];
