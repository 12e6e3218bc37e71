import { sql, type Kysely } from 'kysely';

/** How far Pinterest's clock is from the database's, and what a Pin said when it was sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table account
    add column clock_offset_ms bigint,
    add column clock_measured_at timestamptz`,
  `alter table pin
    add column sent_snapshot jsonb,
    add column send_order bigint,
    add column search_offset_ms bigint`,
  // Tells in which order Pins were sent, also when the clock was set back in between.
  `create sequence pin_send_order owned by pin.send_order`,
];
