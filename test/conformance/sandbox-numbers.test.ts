import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { CheckedClient, Exchange } from './sandbox-client.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2031-03-12T12:00:00Z');
const metrics = ['IMPRESSION', 'SAVE', 'PIN_CLICK', 'OUTBOUND_CLICK'] as const;
const metric_types = metrics.join(',');

interface Day {
  date: string;
  data_status: string;
  metrics: Record<string, number>;
}
interface Report {
  daily_metrics: Day[];
  summary_metrics: Record<string, number>;
  lifetime_metrics: Record<string, number>;
}
interface Listed {
  id: string;
  creative_type: string;
  pin_metrics: { '90d': Record<string, number>; lifetime_metrics: Record<string, number> } | null;
}
// Exchanges are typed by what most tests read; these bodies are held against the spec by the client.
const bodyOf = <T>({ body }: Exchange) => body as unknown as T;
const reportOf = (exchange: Exchange) => bodyOf<{ all: Report }>(exchange).all;

let sandbox: Sandbox;
let api: CheckedClient;
let pins: Listed[];
const dayAgo = (days: number) =>
  new Date(sandbox.control.now() - days * DAY_MS).toISOString().slice(0, 10);
const range = (from = 89, to = 0) => ({ start_date: dayAgo(from), end_date: dayAgo(to) });
const listPins = async (path = '/pins') =>
  bodyOf<{ items: Listed[] }>(await api.get(path, { pin_metrics: 'true', page_size: '250' })).items;
const single = async (id: string, query: Record<string, string> = {}) =>
  reportOf(await api.get(`/pins/${id}/analytics`, { ...range(), metric_types, ...query }));
const account = (query: Record<string, string> = {}) =>
  api.get('/user_account/analytics', { ...range(), ...query });
const addUp = (rows: readonly Record<string, number>[]) =>
  Object.fromEntries(
    metrics.map((metric) => [metric, rows.reduce((sum, row) => sum + (row[metric] ?? 0), 0)]),
  );
const pick = (row: Record<string, number>) => addUp([row]);
const truthOf = (id: string, from: string, to: string) => {
  const found = sandbox.control.truth({ pins: [id], from, to }).pins[id];
  if (found === undefined) throw new Error('no truth');
  return found;
};

beforeAll(async () => {
  const boards = [{ name: 'One', sections: ['Inside'] }, { name: 'Two' }];
  sandbox = await startSandbox({ access: 'off', numbers: { seed: 'a', reach: 20 } });
  sandbox.control.freezeClock(true);
  sandbox.control.setClock(START);
  sandbox.control.addAccount({
    username: 'ana',
    boards,
    pins: { count: 40, days: 400, videoEvery: 4 },
  });
  api = bearer(sandbox, 'ana');
  pins = await listPins();
});
afterAll(() => sandbox.close());

describe('numbers are true to themselves', () => {
  test('every source agrees: days, sums, lists, several Pins, the account, the top', async () => {
    sandbox.control.settings({ multiPinAnalytics: true });
    const images = pins.filter(({ creative_type }) => creative_type === 'REGULAR');
    const pin_ids = images.map(({ id }) => id).join(',');
    const several = bodyOf<Record<string, { all: Report }>>(
      await api.get('/pins/analytics', { ...range(), metric_types, pin_ids }),
    );
    const reports = new Map<string, Report>();
    for (const { id } of pins) reports.set(id, await single(id));
    for (const { id } of images)
      expect(several[id]?.all ?? reports.get(id)).toEqual(reports.get(id));
    for (const { id, pin_metrics } of pins) {
      const report = reports.get(id);
      if (report === undefined) throw new Error(id);
      expect(addUp(report.daily_metrics.map((day) => day.metrics))).toEqual(
        pick(report.summary_metrics),
      );
      if (pin_metrics === null) continue; // Made within 24 hours.
      expect(pin_metrics['90d']).toEqual({
        impression: report.summary_metrics['IMPRESSION'],
        pin_click: report.summary_metrics['PIN_CLICK'],
        clickthrough: report.summary_metrics['OUTBOUND_CLICK'],
      });
      const got = bodyOf<Listed>(await api.get(`/pins/${id}`, { pin_metrics: 'true' }));
      expect(got.pin_metrics).toEqual(pin_metrics);
    }
    const total = reportOf(await account({ content_type: 'ORGANIC' }));
    const summaries = [...reports.values()].map((report) => report.summary_metrics);
    expect(pick(total.summary_metrics)).toEqual(addUp(summaries));
    expect(total.summary_metrics['IMPRESSION']).toBeGreaterThan(1000);
    const { ENGAGEMENT = 0, ENGAGEMENT_RATE, IMPRESSION = 0 } = total.summary_metrics;
    expect(ENGAGEMENT_RATE).toBe(ENGAGEMENT / IMPRESSION);
    const top = bodyOf<{ pins: { pin_id: string; metrics: Record<string, number> }[] }>(
      await api.get('/user_account/analytics/top_pins', {
        ...range(),
        sort_by: 'IMPRESSION',
        num_of_pins: '50',
      }),
    ).pins;
    const order = top.map((entry) => entry.metrics['IMPRESSION'] ?? 0);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    for (const { pin_id, metrics: told } of top)
      expect(pick(told)).toEqual(pick(reports.get(pin_id)?.summary_metrics ?? {}));
    const boards = sandbox.control.state().boards.filter(({ owner }) => owner === 'ana');
    const byBoard = [];
    for (const { id } of boards) byBoard.push(...(await listPins(`/boards/${id}/pins`)));
    expect(byBoard.toSorted((a, b) => (a.id < b.id ? 1 : -1))).toEqual(pins);
  });

  test('few Pins have most of it', () => {
    const { control } = sandbox;
    const found = control.truth({ pins: pins.map(({ id }) => id), from: dayAgo(1), to: dayAgo(1) });
    const sums = Object.values(found.pins).map(({ through }) => through.IMPRESSION ?? 0);
    const sorted = sums.toSorted((a, b) => b - a);
    const all = sums.reduce((a, b) => a + b, 0);
    expect(sorted.slice(0, 8).reduce((a, b) => a + b, 0)).toBeGreaterThan(all / 2);
  });

  test('as the clock goes on nothing that is settled changes, and no sum falls', async () => {
    const sample = pins.slice(5, 12).map(({ id }) => id);
    const seen = new Map<string, number>();
    const lives = new Map<string, number>();
    for (let round = 0; round < 8; round += 1) {
      for (const { id, pin_metrics } of await listPins()) {
        const life = pin_metrics?.lifetime_metrics['impression'] ?? 0;
        expect(life).toBeGreaterThanOrEqual(lives.get(id) ?? 0);
        lives.set(id, life);
      }
      for (const id of sample) {
        const { daily_metrics } = await single(id);
        const truth = truthOf(id, dayAgo(89), dayAgo(0)).days.IMPRESSION ?? [];
        daily_metrics.forEach((day, index) => {
          if (day.data_status === 'BEFORE_PIN_CREATED') return;
          const told = day.metrics['IMPRESSION'] ?? -1;
          const [late, final] = [89 - index, truth[index] ?? 0];
          const share = late < 2 ? 0 : ([0.65, 0.9, 0.98][late - 2] ?? 1);
          expect(told).toBe(Math.floor(final * share));
          expect(told).toBeGreaterThanOrEqual(seen.get(`${id} ${day.date}`) ?? 0);
          seen.set(`${id} ${day.date}`, told);
        });
      }
      sandbox.control.advanceClock(DAY_MS);
    }
    sandbox.control.setClock(START);
  });

  test('any range of any Pin is the sum of its days, at any time and for every kind of app', async () => {
    const days = fc.integer({ min: 0, max: 90 });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(39),
        days,
        days,
        fc.integer({ min: 0, max: 900 }),
        async (at, a, b, on) => {
          sandbox.control.setClock(START + on * DAY_MS);
          api = bearer(sandbox, 'ana'); // Tokens end after 30 days.
          const id = pins[at]?.id ?? '';
          const query = { ...range(Math.max(a, b), Math.min(a, b)), metric_types };
          const apps = [];
          for (const app_types of ['ALL', 'MOBILE', 'TABLET', 'WEB'])
            apps.push((await single(id, { ...query, app_types })).daily_metrics);
          const [all = [], ...parts] = apps;
          const summary = (await single(id, query)).summary_metrics;
          expect(addUp(all.map((day) => day.metrics))).toEqual(pick(summary));
          all.forEach((day, index) =>
            expect(addUp(parts.map((part) => part[index]?.metrics ?? {}))).toEqual(
              pick(day.metrics),
            ),
          );
          const truth = truthOf(id, query.start_date, query.end_date);
          const sum = truth.days.IMPRESSION?.reduce((x, y) => x + y, 0) ?? 0;
          const before = new Date(Date.parse(query.start_date) - DAY_MS).toISOString().slice(0, 10);
          const { through } = truthOf(id, before, before);
          expect((through.IMPRESSION ?? 0) + sum).toBe(truth.through.IMPRESSION);
        },
      ),
      { numRuns: 25 },
    );
    sandbox.control.setClock(START);
  });

  test('videos alone have views, and their average comes from sums', async () => {
    const video = pins.find(({ creative_type }) => creative_type === 'VIDEO')?.id ?? '';
    const types = 'VIDEO_START,VIDEO_MRC_VIEW,VIDEO_V50_WATCH_TIME,VIDEO_AVG_WATCH_TIME';
    const { summary_metrics: sums } = await single(video, { metric_types: types });
    const { VIDEO_MRC_VIEW: views = 0, VIDEO_V50_WATCH_TIME: time = 0 } = sums;
    expect(sums['VIDEO_AVG_WATCH_TIME']).toBe(views === 0 ? 0 : time / views);
    const image = pins.find(({ creative_type }) => creative_type === 'REGULAR')?.id ?? '';
    const query = { ...range(), metric_types: types };
    expect((await api.get(`/pins/${image}/analytics`, query)).status).toBe(400);
    const top = await api.get('/user_account/analytics/top_video_pins', {
      ...range(),
      sort_by: 'VIDEO_START',
    });
    const ids = bodyOf<{ pins: { pin_id: string }[] }>(top).pins.map(({ pin_id }) => pin_id);
    const videos = pins
      .filter(({ creative_type }) => creative_type === 'VIDEO')
      .map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(videos).toEqual(expect.arrayContaining(ids));
  });

  test('splits add up to the whole, and nobody pays for anything', async () => {
    const whole = reportOf(await account()).summary_metrics;
    for (const split_field of ['APP_TYPE', 'OWNED_CONTENT', 'SOURCE', 'PIN_FORMAT']) {
      const groups = bodyOf<Record<string, Report>>(await account({ split_field }));
      const sums = Object.values(groups).map((report) => report.summary_metrics);
      expect(addUp(sums)).toEqual(pick(whole));
    }
    const paid = reportOf(await account({ content_type: 'PAID' })).summary_metrics;
    expect(Object.values(paid).every((value) => value === 0)).toBe(true);
  });
});

test('the day before yesterday becomes READY at the hour that is set', async () => {
  sandbox.control.settings({ readyHour: 9 });
  const latest = async (hour: string) => {
    sandbox.control.setClock(Date.parse(`2031-03-12T${hour}:00Z`));
    const top = await api.get('/user_account/analytics/top_pins', { ...range(9), sort_by: 'SAVE' });
    const days = reportOf(await account(range(4))).daily_metrics;
    const ready = days.filter(({ data_status }) => data_status === 'READY').at(-1)?.date;
    type Top = { date_availability: { latest_available_timestamp: number } };
    const { latest_available_timestamp: at } = bodyOf<Top>(top).date_availability;
    return [ready, new Date(at).toISOString()];
  };
  expect(await latest('08:59')).toEqual(['2031-03-09', '2031-03-09T23:59:59.000Z']);
  expect(await latest('09:00')).toEqual(['2031-03-10', '2031-03-10T23:59:59.000Z']);
  sandbox.control.settings({ readyHour: 0 });
  sandbox.control.setClock(START);
});

test('several Pins need a grant, spend both buckets, and leave out those without data', async () => {
  const ask = (pin_ids: string) =>
    api.get('/pins/analytics', { ...range(), metric_types: 'IMPRESSION', pin_ids });
  sandbox.control.settings({ multiPinAnalytics: false });
  expect((await ask('x')).body.code).toBe(3);
  const numbers = { seed: 'a', reach: 0.2 };
  sandbox.control.settings({ multiPinAnalytics: true, access: 'standard', numbers });
  const ids = pins.map(({ id }) => id);
  const answer = await ask(ids.join(','));
  expect(answer.headers.get('x-ratelimit-limit')).toBe(
    '60, 100;w=1;name="safety_net_app_id_user_id", 60;w=60;name="org_analytics_app_id_user_id", 100;w=1;name="multi_pins_analytics"',
  );
  const sums = Object.values(bodyOf<Record<string, { all: Report }>>(answer));
  expect(sums.length).toBeLessThan(ids.length);
  expect(sums.every(({ all }) => (all.summary_metrics['IMPRESSION'] ?? 0) > 0)).toBe(true);
  sandbox.control.settings({ access: 'off', numbers: { ...numbers, reach: 20 } });
  expect((await ask('1')).body.code).toBe(50);
  expect((await ask(Array.from({ length: 101 }, () => '1').join(','))).status).toBe(400);
  const ben = sandbox.control.addAccount({ username: 'ben_other' }).accessToken;
  const url = `${sandbox.apiUrl}/pins/analytics?${new URLSearchParams({ ...range(), metric_types: 'SAVE', pin_ids: ids[0] ?? '' })}`;
  const others = await fetch(url, { headers: { authorization: `Bearer ${ben}` } });
  expect([others.status, await others.json()]).toMatchObject([401, { code: 7 }]);
});

test('a request for lifetime and period metrics leaves the lifetime out when told to', async () => {
  const ask = () => single(pins[9]?.id ?? '', { metric_types: 'SAVE,TOTAL_COMMENTS' });
  expect(Object.keys((await ask()).lifetime_metrics)).toEqual(['TOTAL_COMMENTS']);
  sandbox.control.settings({ mixedLifetime: false });
  expect((await ask()).lifetime_metrics).toEqual({});
  sandbox.control.settings({ mixedLifetime: true });
});

test('an account has followers who come by and by, views of 30 days, and its counts', async () => {
  type Account = {
    follower_count: number;
    monthly_views: number;
    pin_count: number;
    board_count: number;
  };
  const now = bodyOf<Account>(await api.get('/user_account'));
  const { summary_metrics } = reportOf(await account(range(31, 2)));
  expect(now).toMatchObject({ pin_count: 40, board_count: 2 });
  expect(now.monthly_views).toBe(summary_metrics['IMPRESSION']);
  sandbox.control.advanceClock(29 * DAY_MS);
  const later = bodyOf<Account>(await api.get('/user_account'));
  expect(later.follower_count).toBeGreaterThan(now.follower_count);
  sandbox.control.setClock(START);
});
