import { loadConfig } from '../../config/index.ts';
import { openStore } from '../../store/index.ts';
import { print } from '../output.ts';
import { startDatabase } from './serve.ts';

/** Brings the database up to date and ends; starting the server does the same. */
export async function migrate(): Promise<void> {
  const database = await startDatabase(loadConfig());
  try {
    const store = await openStore(database.value, { onError: () => {} });
    await store.close();
    print('The database is up to date.');
  } finally {
    await database.stop();
  }
}
