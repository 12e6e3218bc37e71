import { sql, type Kysely } from 'kysely';

/** Partial indexes of held, failed and unknown Pins, so that counting them does not read planned or published ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create index pin_held on pin (workspace_id) where status = 'held'`,
  `create index pin_failed on pin (workspace_id, updated_at) where status = 'failed'`,
  `create index pin_unknown on pin (workspace_id, updated_at)
    where status = 'failed' and problem->>'code' = 'PIN_OUTCOME_UNKNOWN'`,
];
