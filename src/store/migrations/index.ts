import type { Migration } from './migration.ts';
import * as firstTables from './0001-first-tables.ts';
import * as queues from './0002-queues.ts';
import * as quota from './0003-quota.ts';
import * as kinds from './0004-kinds.ts';
import * as instance from './0009-instance.ts';

/** Every migration in order. A released one never changes: a new one is added. */
export const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-queues': queues,
  '0003-quota': quota,
  '0004-kinds': kinds,
  '0009-instance': instance,
};
