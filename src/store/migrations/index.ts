import type { Migration } from 'kysely';
import * as firstTables from './0001-first-tables.ts';

/** Every migration in order. A released one never changes: a new one is added. */
export const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
};
