import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore, sealedColumns } from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';

test('every column of bytes is either sealed anew with another key, or holds no secret', async () => {
  const database = await temporaryDatabase();
  const store = await openStore(database.connection, { onError: () => {} });
  try {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea'
        -- Packed numbers.
        and table_name not like 'account\\_day%' and table_name <> 'metric_owner' order by 1`.execute(
      store.db,
    );
    const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
    // The check value has a function of its own; a delivery holds the bytes that were sent.
    const others = ['instance.key_check', 'delivery.body'];
    // Of an early release: nothing reads or writes them any more.
    const unused = ['account.access_token', 'account.refresh_token'];
    expect(rows.map(({ name }) => name)).toEqual([...sealed, ...others, ...unused].toSorted());
  } finally {
    await store.close();
    await database.drop();
  }
});
