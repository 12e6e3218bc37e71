import { expect, test } from 'vitest';
import { createMetrics } from './index.ts';

const backlog = {
  due: 3,
  oldestDueSeconds: 12.5,
  publishing: 1,
  reconciling: 0,
  held: 2,
  waitingForAccount: 0,
  waitingForApproval: 0,
  outcomeUnknown: 0,
};

test('without the database the figures of the process stay, and no 0 stands for "unknown"', async () => {
  let answers = true;
  const metrics = createMetrics({
    version: '1.2.3',
    database: () =>
      answers
        ? Promise.resolve({
            backlog,
            publishers: 2,
            webhooks: { waiting: 2, oldestSeconds: 4.5, active: 3, failing: 1, disabled: 0 },
            accounts: [{ status: 'connected', count: 4 }],
            counters: [
              { accountId: null, category: 'org_write', allowed: 100, used: 7, endsAt: new Date() },
              { accountId: 'a1', category: 'org_read', allowed: 1000, used: 0, endsAt: null },
            ],
            usedUp: [{ category: 'org_write', count: 2 }],
          })
        : Promise.reject(new Error('gone')),
  });
  const lines = async () => (await metrics.text()).split('\n');
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'linchpin_info{version="1.2.3"} 1',
      'linchpin_database_up 1',
      'linchpin_pins{state="due"} 3',
      'linchpin_oldest_due_pin_age_seconds 12.5',
      'linchpin_publishers 2',
      'linchpin_accounts{status="connected"} 4',
      'linchpin_quota_used_requests{account="app",category="org_write"} 7',
      'linchpin_quota_allowed_requests{account="a1",category="org_read"} 1000',
      'linchpin_quota_used_up_accounts{category="org_write"} 2',
    ]),
  );
  answers = false;
  metrics.onTakenOver([{}, {}]);
  const without = await lines();
  expect(without).toEqual(
    expect.arrayContaining(['linchpin_database_up 0', 'linchpin_leases_taken_over_total 2']),
  );
  const ofDatabase = /^linchpin_(pins|oldest_due_pin|publishers|accounts|quota)/;
  expect(without.filter((line) => ofDatabase.test(line))).toEqual([]);
});

test('two in one program do not share their figures', async () => {
  const make = () =>
    createMetrics({ version: '1', database: () => Promise.reject(new Error('none')) });
  const [one, other] = [make(), make()];
  one.onTakenOver([{}]);
  expect(await one.text()).toContain('linchpin_leases_taken_over_total 1');
  expect(await other.text()).toContain('linchpin_leases_taken_over_total 0');
});
