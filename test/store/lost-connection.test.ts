import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { temporaryStore } from '../jobs/rows.ts';

test('a connection lost between two statements of a transaction fails that transaction and nothing else', async () => {
  const { store, close } = await temporaryStore();
  try {
    const lost = store.transaction(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const pid = rows[0]?.pid;
      await sql`select pg_terminate_backend(${pid}::int)`.execute(store.leaseDb);
      for (;;) {
        const alive = await sql`select 1 from pg_stat_activity where pid = ${pid}::int`.execute(
          store.leaseDb,
        );
        if (alive.rows.length === 0) break;
      }
      await sql`select 1`.execute(tx);
    });
    await expect(lost).rejects.toThrow();
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(store.db);
    expect(rows).toEqual([{ one: 1 }]);
  } finally {
    await close();
  }
});
