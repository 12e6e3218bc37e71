import { sql, type RawBuilder } from 'kysely';

/** Milliseconds as an interval of PostgreSQL. */
export const interval = (ms: number): RawBuilder<unknown> =>
  sql`make_interval(secs => ${ms / 1000}::float8)`;
