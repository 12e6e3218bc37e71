import type { Kysely } from 'kysely';

/** An index on a table that may be large. */
export interface NewIndex {
  name: string;
  /** What follows `on`, such as `pin (account_id) where step = 'creating'`. */
  on: string;
  unique?: true;
}

/** A change of many rows, some in each transaction: repeated until it changes none. */
export interface Rounds {
  statement: string;
}

/**
 * One change of the schema. Processes of the release before go on working while it is made and after it, so it only
 * adds: a column is nullable or has a default, and what is not used any more goes one release later.
 *
 * `up` runs in a transaction that gives up and tries again rather than keep Pins waiting for a lock. `indexes` are
 * built outside one, without blocking writes: for tables that hold many rows by then. `rounds` come after them.
 */
export type Migration =
  | { up(db: Kysely<unknown>): Promise<void> }
  | { indexes: readonly NewIndex[]; rounds?: Rounds };
