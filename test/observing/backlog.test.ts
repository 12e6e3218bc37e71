import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backlogQuery } from '../../src/store/pins/backlog.ts';
import { readBacklog, type Store } from '../../src/store/index.ts';
import { insertPins, temporaryStore } from '../jobs/rows.ts';

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await temporaryStore());
});
afterAll(() => close());

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** Rows of Pins looked at in a plan, kept or not. */
const looked = (plan: Plan): number =>
  (plan['Relation Name'] === 'pin'
    ? plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)
    : 0) + (plan.Plans ?? []).reduce((sum, part) => sum + looked(part), 0);

async function cost(): Promise<number> {
  await sql`analyze`.execute(store.db);
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`
    explain (analyze, format json) ${backlogQuery(null)}`.execute(store.db);
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('There is no plan.');
  return looked(plan);
}

test('counting what waits costs nothing for what is planned, out, or failed long ago', async () => {
  const { db } = store;
  const few = { prefix: 'few', count: 5 };
  await insertPins(db, { accounts: few, pins: 3, dueInSeconds: -30, apartSeconds: 10 });
  await insertPins(db, { accounts: { prefix: 'many', count: 5 }, pins: 2_000, dueInSeconds: 3600 });
  await sql`update pin set status = 'held', due_at = now() + interval '1 hour', held_reason = '{}'
    where id in (select id from pin where account_id = 'few1')`.execute(db);
  await sql`update pin set status = 'failed', problem = '{"code":"PIN_REJECTED"}'
    where id in (select id from pin where account_id = 'many1')`.execute(db);
  await sql`update pin set status = 'published', pinterest_pin_id = id
    where id in (select id from pin where account_id = 'many2')`.execute(db);
  await sql`update pin set status = 'failed', problem = '{"code":"PIN_OUTCOME_UNKNOWN"}'
    where id in (select id from pin where account_id = 'many3' limit 2)`.execute(db);
  const backlog = await readBacklog(db, null);
  expect(backlog).toMatchObject({
    due: 12,
    publishing: 0,
    reconciling: 0,
    held: 3,
    waitingForAccount: 0,
    waitingForApproval: 0,
    outcomeUnknown: 2,
  });
  expect(backlog.oldestDueSeconds).toBeGreaterThan(29);
  expect(await readBacklog(db, 'another')).toMatchObject({ due: 0, oldestDueSeconds: null });
  expect(await cost()).toBeLessThan(100);
});
