import { afterEach, beforeEach, expect, test } from 'vitest';
import { absentFromApiSandbox } from '../../src/sandbox/api/api-sandbox.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { CheckedClient, Exchange } from './sandbox-client.ts';
import { spec } from './sandbox-official.ts';

let sandbox: Sandbox;
let api: CheckedClient;
let pinId: string;
const START = Date.parse('2031-03-12T12:00:00Z');
const range = { start_date: '2031-03-06', end_date: '2031-03-12' };

interface Report {
  daily_metrics: { date: string; data_status: string; metrics: Record<string, number> }[];
  summary_metrics: Record<string, number>;
  lifetime_metrics: Record<string, number>;
}
const reportOf = ({ body }: Exchange) => (body as unknown as { all: Report }).all;
const ofPin = async (metric_types = 'SAVE') =>
  reportOf(await api.get(`/pins/${pinId}/analytics`, { ...range, metric_types }));
const ofAccount = async () =>
  reportOf(await api.get('/user_account/analytics', { ...range, metric_types: 'SAVE' }));
const savesOf = (report: Report) => report.daily_metrics.map(({ metrics }) => metrics['SAVE']);
const post = async (path: string, body: unknown, method = 'POST') => {
  const headers = { 'content-type': 'application/json' };
  const init = { method, headers, body: JSON.stringify(body) };
  const response = await fetch(`${sandbox.url}/_sandbox${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
};

beforeEach(async () => {
  sandbox = await startSandbox({
    access: 'off',
    seed: { users: [{ username: 'ben', boards: [{ name: 'Saved' }] }] },
  });
  sandbox.control.freezeClock(true);
  sandbox.control.setClock(START);
  const boards = [{ name: 'One', sections: ['Inside'] }, { name: 'Two' }];
  sandbox.control.addAccount({ username: 'ana', boards, pins: { count: 4, days: 40 } });
  api = bearer(sandbox, 'ana');
  pinId = sandbox.control.state().pins[1]?.id ?? '';
});
afterEach(() => sandbox.close());

test('figures are set, added and withheld by day, for Pins and accounts, over HTTP', async () => {
  const change = [
    { pin: pinId, day: '2031-03-06', set: { SAVE: 10 } },
    { pin: pinId, day: '2031-03-06', add: { SAVE: 5 } },
    { pin: pinId, day: '2031-03-07', set: { SAVE: 7 }, answer: 'empty' },
    { pin: pinId, add: { TOTAL_COMMENTS: 2, TOTAL_REACTIONS: 3 } },
    { account: 'ana', day: '2031-03-06', add: { SAVE: 100, FOLLOWER: 4 } },
    { account: 'ana', day: '2031-03-08', answer: 'IN_BAD_TAG_DATE' },
  ];
  expect((await post('/metrics', change)).status).toBe(204);
  const pin = await ofPin('SAVE,TOTAL_COMMENTS,TOTAL_REACTIONS');
  expect(savesOf(pin)).toEqual([15, undefined, 0, 0, 0, 0, 0]);
  expect(pin.summary_metrics).toEqual({ SAVE: 15 });
  expect(pin.lifetime_metrics).toEqual({ TOTAL_COMMENTS: 2, TOTAL_REACTIONS: 3 });
  const account = await ofAccount();
  expect(savesOf(account)).toEqual([115, 7, undefined, 0, 0, 0, 0]);
  expect(account.daily_metrics[2]).toEqual({
    date: '2031-03-08',
    data_status: 'IN_BAD_TAG_DATE',
    metrics: {},
  });
  const { body } = await api.get('/user_account');
  expect(body).toMatchObject({ follower_count: 4 });
  const query = { pins: [pinId], account: 'ana', from: '2031-03-06', to: '2031-03-08' };
  const truth = (await post('/truth', { ...query, metrics: ['SAVE'] })).body;
  expect(truth).toEqual({
    from: '2031-03-06',
    to: '2031-03-08',
    pins: {
      [pinId]: {
        createdOn: '2031-02-15',
        goneOn: null,
        video: false,
        days: { SAVE: [15, 7, 0] },
        through: { SAVE: 22 },
        answers: { '2031-03-07': 'empty' },
      },
    },
    account: {
      own: { SAVE: [15, 7, 0] },
      others: { SAVE: [100, 0, 0] },
      answers: { '2031-03-08': 'IN_BAD_TAG_DATE' },
    },
  });
});

test('nothing is changed where one part is wrong', async () => {
  const wrong = [
    [{ pin: pinId, add: { SAVE: 1 } }, { pin: '1' }],
    [
      { pin: pinId, add: { SAVE: 1 } },
      { pin: pinId, day: '2030-01-01' },
    ],
    [{ pin: pinId, add: { FOLLOWER: 1 } }],
  ];
  const statuses = [];
  for (const change of wrong) statuses.push((await post('/metrics', change)).status);
  expect(statuses).toEqual([404, 400, 400]);
  sandbox.control.advanceClock(3 * 86_400_000);
  expect((await ofPin()).summary_metrics).toEqual({ SAVE: 0 });
});

test('a save by another account counts for the Pin', async () => {
  const board_id = sandbox.control.state().boards.find(({ owner }) => owner === 'ben')?.id;
  const ben = bearer(sandbox, 'ben');
  expect((await ben.post(`/pins/${pinId}/save`, { board_id })).status).toBe(201);
  sandbox.control.advanceClock(6 * 86_400_000);
  const report = reportOf(
    await api.get(`/pins/${pinId}/analytics`, {
      ...range,
      end_date: '2031-03-18',
      metric_types: 'SAVE',
    }),
  );
  expect(report.summary_metrics).toEqual({ SAVE: 1 });
});

test('an owner edits, moves and deletes without a token, where the app may not edit', async () => {
  sandbox.control.settings({ pinEdit: false });
  const boards = sandbox.control.state().boards;
  const [one, two] = boards.filter(({ owner }) => owner === 'ana');
  const section = one?.sections[0]?.id;
  const change = { title: 'Mine', link: null, boardId: one?.id, sectionId: section };
  expect((await post(`/pins/${pinId}`, change, 'PATCH')).status).toBe(204);
  const { body } = await api.get(`/pins/${pinId}`);
  expect(body).toMatchObject({ title: 'Mine', link: null, board_section_id: section });
  expect((await post(`/pins/${pinId}`, { boardId: two?.id }, 'PATCH')).status).toBe(204);
  expect((await api.get(`/pins/${pinId}`)).body.board_section_id).toBeNull();
  expect((await post(`/boards/${two?.id}`, { name: 'one' }, 'PATCH')).status).toBe(400);
  sandbox.control.editBoard(two?.id ?? '', { name: 'Second' });
  sandbox.control.editSection(section ?? '', { name: 'Within' });
  expect((await api.get(`/boards/${two?.id}`)).body.name).toBe('Second');
  expect((await post('/boards/1', {}, 'DELETE')).status).toBe(404);
  sandbox.control.removeSection(section ?? '');
  sandbox.control.removeBoard(two?.id ?? '');
  expect((await api.get(`/pins/${pinId}`)).body.code).toBe(50);
  expect(sandbox.control.state().removedPins.map(({ by }) => by)).toContain('owner');
});

test('what a Pin earned stays with its account when it is taken down, and ends that day', async () => {
  sandbox.control.settings({ numbers: { seed: 'x', reach: 5000 } });
  sandbox.control.advanceClock(7 * 86_400_000);
  const before = await ofAccount();
  expect(before.summary_metrics['SAVE']).toBeGreaterThan(0);
  expect((await post(`/pins/${pinId}`, { by: 'pinterest' }, 'DELETE')).status).toBe(204);
  expect(
    (await api.get(`/pins/${pinId}/analytics`, { ...range, metric_types: 'SAVE' })).status,
  ).toBe(404);
  expect(await ofAccount()).toEqual(before);
  const query = { pins: [pinId], from: '2031-03-18', to: '2031-03-21' };
  const truth = sandbox.control.truth(query).pins[pinId];
  expect(truth?.goneOn).toBe('2031-03-19');
  expect(truth?.days.IMPRESSION?.slice(2)).toEqual([0, 0]);
  expect(truth?.days.IMPRESSION?.[0]).toBeGreaterThan(0);
});

test('another username ends the tokens; a business can be linked', async () => {
  const change = { username: 'ana_new', businesses: ['ben'] };
  expect((await post('/accounts/ana', change, 'PATCH')).status).toBe(204);
  expect((await api.get('/boards')).body.code).toBe(2);
  expect((await post('/accounts/ben', { username: 'ANA_NEW' }, 'PATCH')).status).toBe(400);
  const linked = (await bearer(sandbox, 'ana_new').get('/user_account/businesses')).body;
  expect(linked).toMatchObject([{ username: 'ben' }]);
});

test("what Pinterest's own sandbox does not have is not there when told to", async () => {
  const official = [...spec.operations.values()].filter(({ inApiSandbox }) => !inApiSandbox);
  expect([...absentFromApiSandbox]).toEqual(official.map((one) => one.operationId).toSorted());
  sandbox.control.settings({ apiSandbox: true });
  expect((await api.get('/user_account/analytics', range)).body.code).toBe(11);
  expect((await api.get('/search/pins', { query: 'x' })).status).toBe(404);
  expect((await api.get('/boards')).status).toBe(200);
});

test('keywords: related, suggested and trending, the same at every request', async () => {
  const related = (await api.get('/terms/related', { terms: 'garden,oak' })).body as unknown as {
    related_term_count: number;
    related_terms_list: { term: string; related_terms: string[] }[];
  };
  const [garden, oak] = related.related_terms_list;
  expect(garden?.related_terms).toContain('balcony garden');
  expect([oak?.related_terms, related.related_term_count]).toEqual([
    [],
    garden?.related_terms.length,
  ]);
  const suggested = await api.get('/terms/suggested', { term: 'Living', limit: '2' });
  expect(suggested.body).toHaveLength(2);
  for (const kind of ['growing', 'monthly', 'yearly', 'seasonal']) {
    const ask = (query = {}) =>
      api.get(`/trends/keywords/US/top/${kind}`, { limit: '5', ...query });
    interface Trends {
      trends: { keyword: string; time_series: Record<string, number> }[];
    }
    const { trends } = (await ask()).body as unknown as Trends;
    expect(trends).toHaveLength(5);
    expect(((await ask()).body as unknown as Trends).trends).toEqual(trends);
    for (const { time_series: series } of trends) {
      const dates = Object.keys(series);
      expect(dates).toEqual(dates.toSorted());
      expect([dates.length, dates.at(-1), Math.max(...Object.values(series))]).toEqual([
        52,
        '2031-03-09',
        100,
      ]);
    }
    const some = await ask({ include_keywords: 'garden', normalize_against_group: 'true' });
    for (const { keyword } of (some.body as unknown as Trends).trends)
      expect(keyword).toContain('garden');
  }
  const closed = await api.get('/trends/keywords/US/top/growing', { include_prediction: 'true' });
  expect(closed.body.code).toBe(3);
});
