import { sql, type Kysely } from 'kysely';

/** Every kind of Pin: carousels, videos with a cover, saves of existing Pins, and what is needed to tell repeats. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table media
    add column animated boolean not null default false,
    add column video jsonb,
    add column advice jsonb not null default '[]'`,
  `create index media_by_fingerprint on media (workspace_id, fingerprint) where fingerprint is not null`,
  `alter table pin
    add column kind text not null default 'image' check (kind in ('image', 'carousel', 'video', 'animation', 'save')),
    add column slides jsonb,
    add column cover_media_id text,
    add column cover_key_frame float8,
    add column ai_disclosures text[] not null default '{}',
    add column parent_pin_id text,
    add column upload_id text,
    add column upload_since timestamptz,
    add column upload_round int not null default 0`,
  `create index pin_by_link on pin (account_id, link, created_at desc) where link is not null`,
  `create index pin_by_board on pin (account_id, board_id, created_at desc)`,
];
