import type { Migration } from 'kysely';
import * as firstTables from './0001-first-tables.ts';
import * as queues from './0002-queues.ts';
import * as quota from './0003-quota.ts';
import * as kinds from './0004-kinds.ts';
import * as lanes from './0005-lanes.ts';
import * as counts from './0007-counts.ts';
import * as standing from './0008-standing.ts';
import * as spacing from './0006-spacing.ts';

/** Every migration in order. A released one never changes: a new one is added. */
export const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-queues': queues,
  '0003-quota': quota,
  '0004-kinds': kinds,
  '0005-lanes': lanes,
  '0007-counts': counts,
  '0008-standing': standing,
  '0006-spacing': spacing,
};
