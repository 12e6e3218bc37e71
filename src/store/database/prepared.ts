import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool as PgPool, PoolClient } from 'pg';

/**
 * Statements kept ready on the server, at most. Parsing and planning is half of what a short statement costs it
 * (measured: 10 ms of its time for a published Pin without, 5 ms with).
 */
const mostKept = 100;

/** Executions before a statement is prepared: a prepared statement costs memory in every connection. */
const keptFromUse = 5;

/** A pool whose frequent statements are prepared once for each connection. */
export function prepared(pool: PgPool): PostgresPool {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  let generation = 0;

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= mostKept || uses.size > 10 * mostKept) return undefined;
    const count = (uses.get(text) ?? 0) + 1;
    uses.set(text, count);
    if (count < keptFromUse) return undefined;
    const name = `s${generation}_${names.size}`;
    names.set(text, name);
    return name;
  };
  const forget = (): void => {
    generation++;
    names.clear();
    uses.clear();
  };

  const wrap = (client: PoolClient): PostgresPoolClient => {
    let inTransaction = false;
    let opening: Promise<unknown> = Promise.resolve();
    const query = async (text: string, values: readonly unknown[]) => {
      if (text === 'begin') {
        // Not waited for: it travels with the first statement, which fails with it.
        opening = client.query(text);
        opening.catch(() => {});
        inTransaction = true;
        return { command: 'BEGIN', rowCount: null, rows: [] };
      }
      const name = values.length > 0 ? nameOf(text) : undefined;
      if (text === 'commit' || text === 'rollback') inTransaction = false;
      try {
        const result = await client.query({
          text,
          values: [...values],
          ...(name !== undefined && { name }),
        });
        await opening;
        return result;
      } catch (error) {
        if (!isStalePlan(error)) throw error;
        forget();
        if (inTransaction) throw error;
        return client.query({ text, values: [...values] });
      }
    };
    return {
      // Cast: Kysely's type also has an overload for cursors, which this project never calls.
      query: query as unknown as PostgresPoolClient['query'],
      release: () => client.release(),
    };
  };
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? wrap(client);
      wrapped.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

/**
 * Whether a prepared statement met a table that a newer release has changed. Nothing was executed, so it
 * may be said again.
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '0A000' &&
  'routine' in error &&
  error.routine === 'RevalidateCachedQuery';
