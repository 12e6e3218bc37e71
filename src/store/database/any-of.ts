import { sql, type RawBuilder } from 'kysely';

/** Compared with `=`: one of these. Unlike `in`, the list may be empty, and the statement stays the same for any length. */
export const anyOf = (values: readonly string[]): RawBuilder<string> =>
  sql<string>`any(${[...values]}::text[])`;
