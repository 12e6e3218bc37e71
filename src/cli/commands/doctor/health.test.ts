import { expect, test } from 'vitest';
import type { InstanceHealth } from '../../../sdk/index.ts';
import type { Check } from './check.ts';
import { clockOf } from '../../clock.ts';
import { healthChecks } from './health.ts';
import { programChecks, spaceCheck } from './machine.ts';

const id = '0'.repeat(24);
const account = (
  status: InstanceHealth['accounts'][number]['status'],
  clockAheadMs: number | null,
) => ({ accountId: id, username: 'anna', status, clockAheadMs });
const well: InstanceHealth = {
  version: '1.0.0',
  checkedAt: '2026-01-01T12:00:00.000Z',
  database: {
    version: '18.4',
    answerMs: 2,
    clockAheadMs: 3,
    pendingMigrations: [],
    unknownMigrations: [],
  },
  publishers: { connected: 1, thisServer: { lastLookAgeMs: 1_200 } },
  pins: {
    due: 0,
    oldestDueSeconds: null,
    publishing: 0,
    reconciling: 0,
    held: 0,
    waitingForAccount: 0,
    waitingForApproval: 0,
    outcomeUnknown: 0,
  },
  held: [],
  failedLastDay: [],
  unknownPins: [],
  accounts: [account('connected', 400)],
  usedUp: [],
  pausedLinks: [],
  failingWebhooks: [],
  freeDiskBytes: 50e9,
  timeZones: { ok: true, found: 'tz 2025b' },
};
const troubles = (health: InstanceHealth): [string, string, string][] =>
  healthChecks(health, clockOf({ utc: true }))
    .filter(({ state }) => state !== 'ok')
    .map(({ state, name, found }) => [state, name, found]);
const database = (change: Partial<InstanceHealth['database']>): InstanceHealth => ({
  ...well,
  database: { ...well.database, ...change },
});
const pins = (change: Partial<InstanceHealth['pins']>): InstanceHealth => ({
  ...well,
  pins: { ...well.pins, ...change },
});
const reason = { message: 'Why', fix: 'Do this.', postId: id, pinId: id };

test('when all is well there are a few calm lines', () => {
  expect(
    healthChecks(well, clockOf({ utc: true })).map(({ state, name, found }) => [
      state,
      name,
      found,
    ]),
  ).toEqual([
    ['ok', 'Database', 'PostgreSQL 18.4, answers in 2 ms, up to date'],
    ['ok', 'Publisher', '1 process publishes'],
    ['ok', 'Due Pins', 'none waits'],
    ['ok', 'Failures', 'none in 24 hours'],
  ]);
});

test.each<[string, InstanceHealth, Check['state'], string, RegExp]>([
  [
    'a migration is missing',
    database({ pendingMigrations: ['0008-standing'] }),
    'wrong',
    'Database',
    /not up to date \(0008-standing missing\)/,
  ],
  [
    'a newer version was here',
    database({ unknownMigrations: ['0099-new'] }),
    'wrong',
    'Database',
    /newer Linchpin \(0099-new\)/,
  ],
  ['PostgreSQL is too old', database({ version: '14.2' }), 'wrong', 'Database', /14\.2/],
  ['it is slow', database({ answerMs: 1500 }), 'warning', 'Database', /1500 ms/],
  ['clocks differ', database({ clockAheadMs: -5_200 }), 'warning', 'Clock', /5\.2 s behind/],
  ['clocks differ a lot', database({ clockAheadMs: 90_000 }), 'wrong', 'Clock', /90\.0 s ahead/],
  [
    "Pinterest's clock is ahead",
    { ...well, accounts: [account('connected', null), account('connected', 180_400)] },
    'warning',
    'Pinterest clock',
    /^3 minutes ahead of the database's$/,
  ],
  [
    "Pinterest's clock is behind",
    { ...well, accounts: [account('connected', 2_000), account('connected', -31_000)] },
    'warning',
    'Pinterest clock',
    /^31 seconds behind the database's$/,
  ],
  [
    'nobody publishes',
    { ...well, publishers: { connected: 0, thisServer: null } },
    'wrong',
    'Publisher',
    /no process publishes/,
  ],
  [
    'the publisher hangs',
    {
      ...well,
      publishers: { connected: 1, thisServer: { lastLookAgeMs: 600_000 } },
    },
    'wrong',
    'Publisher',
    /for 10 minutes/,
  ],
  [
    'Pins are late',
    pins({ due: 12, oldestDueSeconds: 90, publishing: 1 }),
    'warning',
    'Due Pins',
    /12 waiting, the first for 2 minutes, 1 being published/,
  ],
  [
    'Pins are very late',
    pins({ due: 1, oldestDueSeconds: 7200 }),
    'wrong',
    'Due Pins',
    /the first for 2 hours/,
  ],
  [
    'Pins are held',
    { ...well, held: [{ ...reason, code: 'PIN_RATE_LIMITED', count: 3, nextAt: null }] },
    'warning',
    'Held Pins',
    /3 Pins \(PIN_RATE_LIMITED\), the first until somebody acts: Why/,
  ],
  [
    'an approval is waited for',
    pins({ waitingForApproval: 1 }),
    'warning',
    'Approval',
    /1 Pin waits for an approval/,
  ],
  [
    'an outcome is unknown',
    {
      ...pins({ outcomeUnknown: 2 }),
      unknownPins: [{ postId: id, pinId: id, title: 'Oak' }],
    },
    'warning',
    'Unknown outcome',
    /2 Pins: .*"Oak"/,
  ],
  [
    'a limit is used up',
    {
      ...well,
      usedUp: [
        { accountId: null, category: 'org_write', limit: 1000, resetsAt: '2026-01-02T00:00:00Z' },
      ],
    },
    'warning',
    'Limits',
    /the app, for all accounts: all 1000 requests \(org_write\) are used until 2026-01-0/,
  ],
  [
    'a link is paused',
    {
      ...well,
      pausedLinks: [{ accountId: id, domain: 'spam.example', until: '2026-01-02T00:00:00Z' }],
    },
    'warning',
    'Links',
    /anna: Pins that link to spam\.example wait until/,
  ],
  [
    'Pins failed',
    { ...well, failedLastDay: [{ ...reason, code: 'PIN_BOARD_GONE', count: 4 }] },
    'warning',
    'Failures',
    /4 in 24 hours: 4 × PIN_BOARD_GONE/,
  ],
  ['the disk is full', { ...well, freeDiskBytes: 2e8 }, 'wrong', "Server's space", /0\.2 GB/],
  [
    'time zones are missing',
    { ...well, timeZones: { ok: false, found: 'Europe/Berlin is not known' } },
    'wrong',
    'Time zones',
    /not known/,
  ],
])('%s: that alone is said, with a way out', (_, health, state, name, found) => {
  const told = troubles(health);
  expect(told).toEqual([[state, name, expect.stringMatching(found)]]);
  for (const check of healthChecks(health, clockOf({ utc: true })))
    expect(check.fix === '').toBe(check.state === 'ok');
});

test('this machine: an old Node.js, missing time zones, a full disk', () => {
  expect(programChecks('20.18.0', null)).toMatchObject([{ state: 'wrong', name: 'Node.js' }]);
  expect(programChecks('20.19.0', null)).toMatchObject([{ state: 'ok' }]);
  expect(programChecks('24.1.0', 'Europe/Berlin is not known')).toMatchObject([
    { state: 'ok' },
    { state: 'wrong', name: 'Time zones' },
  ]);
  expect(spaceCheck('Free space', 9e8)).toMatchObject({ state: 'wrong', found: '0.9 GB' });
  expect(spaceCheck('Free space', null)).toMatchObject({ state: 'ok', found: 'unknown' });
});

test('webhooks that fail, and those that were switched off', () => {
  const since = '2026-01-01T09:00:00.000Z';
  const failing = { webhookId: id, name: 'Shop', since, disabledReason: null };
  const off = { ...failing, disabledReason: 'Nothing arrived for 3 days.' };
  expect(troubles({ ...well, failingWebhooks: [failing, off] })).toEqual([
    ['warning', 'Webhooks', '"Shop": nothing arrives since 2026-01-01 09:00 (UTC)'],
    [
      'warning',
      'Webhooks',
      '"Shop" was switched off at 2026-01-01 09:00 (UTC): Nothing arrived for 3 days.',
    ],
  ]);
});
