import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayText, type Day } from '../../src/analytics/index.ts';
import { figuresOf, storeNumbers, type StoredNumbers } from '../harness/numbers.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundleCli } from '../harness/run-cli.ts';

let product: Product;
let numbers: StoredNumbers;
beforeAll(async () => {
  product = await startProduct();
  const { client, accountId } = product;
  // Before anything was read nothing is 0.
  const empty = await client.analytics.account({ accountId });
  expect(empty).toMatchObject({
    dataAsOf: null,
    finalThrough: null,
    coverageFrom: null,
    readAt: null,
    period: { total: { figures: { impressions: null }, state: 'notCollected' } },
    now: null,
    rolling30Days: null,
  });
  const pins = await client.analytics.pins({ accountId });
  expect(pins).toMatchObject({
    dataAsOf: null,
    pins: [{ lifetime: null, rolling90Days: null }],
    pagination: { total: 1 },
  });
  expect(pins.period.total.figures).toEqual({
    impressions: null,
    saves: null,
    pinClicks: null,
    outboundClicks: null,
  });
  numbers = await storeNumbers(product);
});
afterAll(() => product.close());

const sum = (from: Day, to: Day, metric: keyof ReturnType<typeof figuresOf>) => {
  let total = 0;
  for (let day = from; day <= to; day++) total += figuresOf(day)[metric];
  return total;
};

test("an account's figures are Pinterest's totals, with what is missing and a comparison only where it has a base", async () => {
  const { client, accountId } = product;
  const { last } = numbers;
  const answer = await client.analytics.account({ accountId, bucket: 'month' });
  expect(answer).toMatchObject({
    accountId,
    dataAsOf: dayText(last),
    finalThrough: dayText(last - 3),
    coverageFrom: dayText(last - 69),
    period: {
      from: dayText(last - 29),
      to: dayText(last),
      total: {
        figures: { impressions: 30_000, saves: 600, outboundClicks: null },
        rates: { saveRate: 0.02, engagementRate: 0.06, outboundClickRate: null },
        state: 'provisional',
        leftOut: { outboundClicks: 30 },
      },
    },
    comparison: {
      previousPeriod: { figures: { impressions: 30_000 }, change: { impressions: 0 } },
      yearBefore: {
        figures: { impressions: null },
        state: 'notCollected',
        change: { impressions: null },
      },
    },
    now: { followers: 110 },
    rolling30Days: { monthlyViews: 30_000 },
    history: [{ followers: 100 }, { day: dayText(last), followers: 110 }],
  });
  const whole = answer.period.series.reduce(
    (all, { figures }) => all + (figures['impressions'] ?? 0),
    0,
  );
  expect(whole).toBe(30_000);
  // Ten days more than were read, and two that Pinterest has not told yet.
  const wide = await client.analytics.account({
    accountId,
    from: dayText(last - 79),
    to: dayText(last + 2),
  });
  expect(wide.period.total).toMatchObject({
    state: 'partial',
    days: { expected: 82, collected: 70, notCollected: 10, notYet: 2 },
  });
  expect([wide.period.series[0], wide.period.series.at(-1)]).toMatchObject([
    { state: 'notCollected', figures: { impressions: null } },
    { state: 'notYet', figures: { impressions: null } },
  ]);
  const refused = await product.request(
    'GET',
    `/api/v1/analytics/account?accountId=${accountId}&from=2026-02-02&to=2026-02-01`,
  );
  expect(refused.status).toBe(400);
});

test('Pins have period, lifetime and rolling figures apart; what was never read is not 0', async () => {
  const { client, accountId } = product;
  const { last, busy, quiet, unread } = numbers;
  const list = await client.analytics.pins({ accountId, limit: 2 });
  expect(list.pins).toMatchObject([
    {
      pin: { pinterestPinId: busy },
      period: {
        figures: { impressions: sum(last - 29, last, 'impressions'), saves: 150 },
        rates: { saveRate: 150 / sum(last - 29, last, 'impressions') },
        state: 'provisional',
      },
      lifetime: { impressions: 9000 },
      rolling90Days: { impressions: 8000 },
    },
    {
      pin: { pinterestPinId: quiet },
      period: { figures: { impressions: 0, saves: 0 }, rates: { saveRate: null } },
    },
  ]);
  expect(list.pagination).toEqual({ page: 1, limit: 2, total: 4, pages: 2 });
  expect(list.coverageFrom).toBe(dayText(last - 39));
  // One of them was never read.
  expect([list.dataAsOf, list.finalThrough]).toEqual([null, null]);
  const rest = await client.analytics.pins({ accountId, limit: 2, page: 2, order: 'asc' });
  expect(rest.pins.map(({ pin }) => pin.pinterestPinId)).toContain(unread);
  expect(rest.pins.find(({ pin }) => pin.pinterestPinId === unread)).toMatchObject({
    period: { figures: { impressions: null }, state: 'notCollected', days: { notCollected: 30 } },
    lifetime: null,
  });
  // Pinterest's own list says nothing of the age of the Pins; here it is shown by what the days know.
  const video = await client.analytics.pins({
    accountId,
    kind: 'video',
    metrics: 'videoViews,saves',
  });
  expect(video.period.total.figures).toEqual({ videoViews: 90, saves: 0 });

  const one = await client.analytics.pin(busy, {
    from: dayText(last - 6),
    to: dayText(last + 1),
    bucket: 'day',
  });
  expect(one.period.series.map(({ figures, state }) => [figures['impressions'], state])).toEqual([
    ...Array.from({ length: 7 }, (_, index) => [
      figuresOf(last - 6 + index).impressions,
      index < 4 ? 'final' : 'provisional',
    ]),
    [null, 'notYet'],
  ]);
  expect(one).toMatchObject({
    dataAsOf: dayText(last),
    finalThrough: dayText(last - 3),
    lifetime: { impressions: 9000 },
    rolling90Days: { impressions: 8000 },
  });
  expect(one.comparison.yearBefore).toMatchObject({ state: 'none', change: { impressions: null } });
});

test('breakdowns, ages and top lists come from the same scan', async () => {
  const { client, accountId } = product;
  const { last, busy } = numbers;
  const total = sum(last - 29, last, 'impressions');
  const byDomain = await client.analytics.breakdown({ accountId, by: 'domain' });
  expect(byDomain.groups.slice(0, 2)).toMatchObject([
    { key: 'shop0.example', pins: 1, figures: { impressions: total } },
    { key: 'shop1.example', pins: 1, figures: { impressions: 0 } },
  ]);
  expect(
    byDomain.groups.find(({ key }) => key === 'shop2.example')?.figures['impressions'],
  ).toBeNull();
  const byBoard = await client.analytics.breakdown({ accountId, by: 'board' });
  expect(byBoard.groups[0]).toMatchObject({ name: Object.keys(product.boards).sort()[0], pins: 4 });
  const onBoard = Object.values(product.boards)[0];
  await sql`update remote_pin set board_id = null where pinterest_pin_id = ${busy}`.execute(
    product.app.store.db,
  );
  await sql`update remote_pin set board_id = '77', section_id = '78' where pinterest_pin_id = ${numbers.quiet}`.execute(
    product.app.store.db,
  );
  product.app.deps.pinDimensions.forget(product.identityId);
  const byMonth = await client.analytics.breakdown({
    accountId,
    by: 'board',
    bucket: 'month',
    from: dayText(last - 39),
  });
  const [noBoard] = byMonth.groups;
  expect(noBoard).toMatchObject({ key: null, name: null, label: 'No board', pins: 1 });
  expect(noBoard?.series?.length).toBeGreaterThan(1);
  expect(
    noBoard?.series?.reduce((all, { figures }) => all + (figures['impressions'] ?? 0), 0),
  ).toBe(sum(last - 35, last, 'impressions'));
  expect(byMonth.groups.find(({ key }) => key === '77')).toMatchObject({
    name: null,
    label: 'A board whose name is not known (77)',
  });
  const bySection = await client.analytics.breakdown({ accountId, by: 'section' });
  expect(bySection.groups.map(({ label }) => label).sort()).toEqual([
    'A section whose name is not known (78)',
    'No section',
  ]);
  await sql`update remote_pin set board_id = ${onBoard}, section_id = null
    where pinterest_pin_id in (${busy}, ${numbers.quiet})`.execute(product.app.store.db);
  product.app.deps.pinDimensions.forget(product.identityId);
  const slots = await client.analytics.breakdown({
    accountId,
    by: 'hour',
    timezone: 'Asia/Kolkata',
    linkDomain: 'www.shop0.example',
  });
  expect(slots.groups).toMatchObject([{ key: '14', pins: 1, figures: { impressions: total } }]);
  const ages = await client.analytics.breakdown({
    accountId,
    by: 'age',
    from: dayText(last - 39),
    linkDomain: 'shop0.example',
  });
  expect(ages.ages?.length).toBe(36);
  expect(ages.ages?.[0]).toMatchObject({
    ageDays: 0,
    pins: 1,
    perPin: { impressions: figuresOf(last - 35).impressions },
  });
  const top = await client.analytics.top({ accountId, metrics: 'saves,videoViews' });
  expect(
    top.lists.map(({ metric, pins }) => [metric, pins.map(({ pin }) => pin.pinterestPinId)]),
  ).toEqual([
    ['saves', [busy]],
    ['videoViews', [numbers.quiet]],
  ]);
});

test('CSV has empty cells for what is not known, and no formulas', async () => {
  const { accountId } = product;
  const { last, busy, unread } = numbers;
  const csv = async (query: string) => {
    const answer = await product.request(
      'GET',
      `/api/v1/analytics/export?accountId=${accountId}&${query}`,
    );
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/csv; charset=utf-8',
    ]);
    return (await answer.text()).trimEnd().split('\r\n');
  };
  const pins = await csv('what=pins');
  expect(pins.length).toBe(5);
  expect(pins.find((line) => line.startsWith(busy))).toContain(`"'=HYPERLINK(""x"")"`);
  expect(pins.find((line) => line.startsWith(unread))).toMatch(/,,,,,,,,notCollected,30,0,0,0,30$/);
  const sorted = await csv('what=pins&sort=saves&limit=2&metrics=impressions&to=' + dayText(last));
  expect(sorted[0]).toBe(
    'pin,title,link,board,made,removed,impressions,saves,saveRate,state,days expected,days collected,days withheld,days notYet,days notCollected',
  );
  expect(sorted.slice(1).map((line) => line.split(',')[0])).toEqual([busy, numbers.quiet]);
  // More than two months are read in parts, and come to the same.
  const long = await csv(`what=pins&from=${dayText(last - 200)}&sort=impressions&limit=1`);
  expect(long[1]).toContain(`,${sum(last - 35, last, 'impressions')},180,`);
  const oldest = await csv('what=pins&sort=createdAt&order=asc');
  expect(oldest[1]).toMatch(/^90000000000000000\d,/);
  const misplaced = await product.request(
    'GET',
    `/api/v1/analytics/export?accountId=${accountId}&what=days&limit=3`,
  );
  expect(misplaced.status).toBe(400);
  const days = await csv(
    `what=days&from=${dayText(last - 9)}&to=${dayText(last + 1)}&metrics=impressions`,
  );
  expect(days[0]).toBe('day,pin,impressions,state');
  const of = (pin: string) => days.filter((line) => line.includes(pin));
  expect(of(busy).length).toBe(11);
  expect(of(busy).slice(-2)).toEqual([
    `${dayText(last)},${busy},${figuresOf(last).impressions},provisional`,
    `${dayText(last + 1)},${busy},,notYet`,
  ]);
  expect(of(unread)[0]).toBe(`${dayText(last - 9)},${unread},,notCollected`);
  const account = await csv(`what=account&from=${dayText(last - 70)}&to=${dayText(last)}`);
  expect(account.slice(0, 3)).toEqual([
    'day,impressions,saves,pinClicks,outboundClicks,engagements,saveRate,pinClickRate,outboundClickRate,engagementRate,state',
    `${dayText(last - 70)},,,,,,,,,,notCollected`,
    `${dayText(last - 69)},1000,20,30,,60,0.02,0.03,,0.06,final`,
  ]);
});

test('the status says what was collected, and why the rest was not', async () => {
  const { client, accountId } = product;
  const { last } = numbers;
  expect(await client.analytics.status({ accountId })).toMatchObject({
    access: { allowed: true, missingPermissions: [] },
    availableThrough: dayText(last),
    availableIsEstimate: false,
    account: { days: 70, last90Days: { expected: 88, collected: 70, notCollected: 18 } },
    pins: { known: 4, neverRead: 2, videoLast90Days: { collected: 36 } },
    progress: null,
  });
});

test('the terminal draws figures, and says what is not there', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-'));
  const runCli = await bundleCli(join(dir, 'program'));
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(['analytics', ...args], {
      LINCHPIN_DATA_DIR: join(dir, 'data'),
      LINCHPIN_PUBLIC_URL: product.url,
      LINCHPIN_API_KEY: product.apiKey,
    });
    expect([code, stderr]).toEqual([0, '']);
    return stdout;
  };
  const { last, busy, unread } = numbers;
  // At once: each is a process of its own.
  const [account, pins, top, grouped, csv, groupsCsv, few, one] = await Promise.all([
    run('account', '--from', dayText(last - 70), '--to', dayText(last + 1)),
    run('pins', '--last', '30d'),
    run('top', '--metric', 'saves'),
    run('pins', '--group', 'domain'),
    run('account', '--last', '2d', '--csv'),
    run('pins', '--group', 'kind', '--sort', 'saves', '--limit', '1', '--csv'),
    run('pins', '--sort', 'saves', '--limit', '1', '--csv'),
    run('pins', busy, '--last', '3d', '--csv'),
  ]);
  expect(account).toMatch(new RegExp(`${dayText(last - 70)} +not collected`));
  expect(account).toMatch(new RegExp(`${dayText(last - 69)} +1,000 +20 +30 .*█{30}`));
  expect(account).toMatch(new RegExp(`${dayText(last + 1)} +not yet`));
  expect(account).toContain('Days: 1 not collected, 1 not given by Pinterest yet.');
  expect(pins).toMatch(new RegExp(`${busy} .*150 .*█{20} may change`));
  expect(pins).toMatch(new RegExp(`${unread} .*not collected`));
  expect(top).toContain(busy);
  expect(grouped).toMatch(/shop0\.example +1 /);
  expect(csv).toMatch(/^day,impressions,.*\r\n(.*\r\n){2}$/);
  expect(groupsCsv).toMatch(/^kind,name,pins,.*saves,.*\r\nimage,image,\d,.*\r\n$/);
  expect(few.split('\r\n').slice(1)).toEqual([expect.stringContaining(busy), '']);
  expect(one).toMatch(/^from,to,impressions,.*\r\n(\d{4}-.*\r\n){3}$/);
  rmSync(dir, { recursive: true, force: true });
}, 60_000);
