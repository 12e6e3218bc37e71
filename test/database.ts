import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase, dropDatabase } from '../src/store/embedded/index.ts';
import type { Connection } from '../src/store/index.ts';
import { templateName } from './postgres.ts';

/** A database of its own for a test, migrated and empty. */
export async function temporaryDatabase(): Promise<{
  connection: Connection;
  drop: () => Promise<void>;
}> {
  const server = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const connection = await createDatabase(server, name, { template: templateName });
  return { connection, drop: () => dropDatabase(server, name) };
}
