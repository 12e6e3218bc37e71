import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { CheckedClient, Exchange } from './sandbox-client.ts';
import { imageSource, video } from './sandbox-samples.ts';
import { upload } from './sandbox-upload.ts';

let sandbox: Sandbox;
let api: CheckedClient;
let pinId: string;

beforeEach(async () => {
  sandbox = await startSandbox({
    access: 'off',
    seed: {
      users: [
        { username: 'ana', boards: [{ name: 'One' }] },
        { username: 'ben' },
        { username: 'eve', accountType: 'PINNER' },
      ],
    },
  });
  sandbox.control.setClock(Date.parse('2030-06-10T23:30:00Z'));
  api = bearer(sandbox, 'ana');
  const created = await api.post('/pins', {
    board_id: sandbox.control.state().boards[0]?.id,
    media_source: await imageSource(),
  });
  pinId = created.body.id;
});
afterEach(() => sandbox.close());

interface Report {
  daily_metrics: { date: string; data_status: string; metrics: Record<string, number> }[];
  summary_metrics: Record<string, number>;
  lifetime_metrics?: Record<string, number>;
}
const reportOf = ({ body }: Exchange) => (body as unknown as { all: Report }).all;
const refusal = ({ status, body }: Exchange) => [status, body.code, body.message];
const range = { start_date: '2030-06-07', end_date: '2030-06-10' };
const ofPin = (query: Record<string, string> = {}, client = api) =>
  client.get(`/pins/${pinId}/analytics`, { ...range, metric_types: 'SAVE', ...query });
const ofAccount = (query: Record<string, string> = {}, client = api) =>
  client.get('/user_account/analytics', { ...range, ...query });

describe('days', () => {
  test('of an account: counted ones, and the last two that are not yet', async () => {
    const { daily_metrics, summary_metrics } = reportOf(
      await ofAccount({ metric_types: 'SAVE,IMPRESSION' }),
    );
    expect(daily_metrics.map(({ date, data_status }) => [date, data_status])).toEqual([
      ['2030-06-07', 'READY'],
      ['2030-06-08', 'READY'],
      ['2030-06-09', 'PROCESSING'],
      ['2030-06-10', 'PROCESSING'],
    ]);
    for (const { metrics } of daily_metrics) expect(metrics).toEqual({ SAVE: 0, IMPRESSION: 0 });
    expect(summary_metrics).toEqual({ SAVE: 0, IMPRESSION: 0 });
  });

  test('of a Pin do not exist before it, and move with the clock', async () => {
    sandbox.control.setClock(Date.parse('2030-06-13T00:10:00Z'));
    const { daily_metrics, lifetime_metrics } = reportOf(await ofPin({ end_date: '2030-06-20' }));
    expect(daily_metrics).toEqual([
      ...['07', '08', '09'].map((day) => ({
        date: `2030-06-${day}`,
        data_status: 'BEFORE_PIN_CREATED',
        metrics: {},
      })),
      ...['10', '11'].map((day) => ({
        date: `2030-06-${day}`,
        data_status: 'READY',
        metrics: { SAVE: 0 },
      })),
      ...['12', '13'].map((day) => ({
        date: `2030-06-${day}`,
        data_status: 'PROCESSING',
        metrics: { SAVE: 0 },
      })),
    ]);
    expect(lifetime_metrics).toEqual({});
  });

  test('comments and reactions are lifetime metrics alone', async () => {
    const metric_types = 'IMPRESSION,TOTAL_COMMENTS,TOTAL_REACTIONS';
    const report = reportOf(await ofPin({ metric_types }));
    expect(report.lifetime_metrics).toEqual({ TOTAL_COMMENTS: 0, TOTAL_REACTIONS: 0 });
    expect(report.summary_metrics).toEqual({ IMPRESSION: 0 });
    expect(Object.keys(report.daily_metrics.at(-1)?.metrics ?? {})).toEqual(['IMPRESSION']);
  });

  test('all nine metrics of an account unless said, and no group of a split', async () => {
    expect(Object.keys(reportOf(await ofAccount()).summary_metrics)).toHaveLength(9);
    expect((await ofAccount({ split_field: 'SOURCE' })).body).toEqual({});
    expect((await ofPin({ split_field: 'APP_TYPE' })).body).toEqual({});
  });

  test('top Pins: none, and until when is counted', async () => {
    const top = await api.get('/user_account/analytics/top_pins', { ...range, sort_by: 'SAVE' });
    expect(top.body).toEqual({
      date_availability: {
        latest_available_timestamp: Date.parse('2030-06-08T23:59:59Z'),
        is_realtime: false,
      },
      sort_by: 'SAVE',
      pins: [],
    });
  });
});

describe('refusals', () => {
  test.each([
    ['start_date', '2030-03-11', 'You can only get data from the last 90 days.'],
    ['end_date', '2030-06-06', "Invalid request: end_date '2030-06-06' is before start_date"],
    [
      'end_date',
      '2030-09-06',
      "Invalid request: end_date '2030-09-06' is more than 90 days after start_date",
    ],
    ['start_date', '07.06.2030', "Invalid request: '07.06.2030' is not a 'date'"],
    ['start_date', '2030-02-30', "Invalid request: '2030-02-30' is not a 'date'"],
    [
      'metric_types',
      'TOTAL_PAGE_VISIT',
      "Parameter 'metric_types' (value TOTAL_PAGE_VISIT) is not one of ENGAGEMENT, ENGAGEMENT_RATE, IMPRESSION, OUTBOUND_CLICK, OUTBOUND_CLICK_RATE, PIN_CLICK, PIN_CLICK_RATE, SAVE, SAVE_RATE.",
    ],
    ['source', 'MINE', "Parameter 'source' (value MINE) is not one of ALL, YOUR_PINS, OTHER_PINS."],
  ])('%s %s: %s', async (name, value, message) => {
    expect(refusal(await ofAccount({ [name]: value }))).toEqual([400, 1, message]);
  });

  test('90 days back are allowed, by the clock of UTC', async () => {
    expect((await ofAccount({ start_date: '2030-03-12' })).status).toBe(200);
    sandbox.control.advanceClock(30 * 60_000);
    expect((await ofAccount({ start_date: '2030-03-12' })).status).toBe(400);
  });

  test.each([
    ['/user_account/analytics', {}, 'start_date'],
    ['/user_account/analytics', { start_date: '2030-06-07' }, 'end_date'],
    ['/pins/1/analytics', range, 'metric_types'],
    ['/user_account/analytics/top_pins', range, 'sort_by'],
    ['/user_account/analytics/top_video_pins', range, 'sort_by'],
    ['/terms/related', {}, 'terms'],
    ['/terms/suggested', {}, 'term'],
    ['/trends/topics/featured', {}, 'region'],
    ['/trends/product_categories/details', { region: 'US' }, 'product_categories'],
    ['/trends/product_categories/trending', {}, 'region'],
  ])('%s with %o lacks %s', async (path, query, missing) => {
    expect(refusal(await api.get(path, query))).toEqual([
      400,
      1,
      `Parameter '${missing}' is required.`,
    ]);
  });

  test.each([
    ['/user_account/analytics/top_pins', { ...range, sort_by: 'SAVE_RATE' }],
    ['/user_account/analytics/top_pins', { ...range, sort_by: 'SAVE', num_of_pins: '51' }],
    ['/user_account/analytics/top_pins', { ...range, sort_by: 'SAVE', start_date: '2029-01-01' }],
    [
      '/user_account/analytics/top_pins',
      { ...range, sort_by: 'SAVE', created_in_last_n_days: '31' },
    ],
    ['/user_account/analytics/top_video_pins', { ...range, sort_by: 'PIN_CLICK' }],
    ['/terms/suggested', { term: 'oak', limit: '11' }],
    ['/terms/related', { terms: 'oak,,elm' }],
    ['/trends/keywords/MARS/top/growing', {}],
    ['/trends/keywords/US/top/hourly', {}],
    ['/trends/keywords/US/top/growing', { limit: '0' }],
    ['/trends/keywords/US/top/growing', { genders: 'FEMALE' }],
    ['/trends/topics/featured', { region: 'DE' }],
    ['/trends/topics/featured', { region: 'US', interest: 'animals' }],
    ['/trends/product_categories/details', { region: 'US', product_categories: 'area rugs' }],
    [
      '/trends/product_categories/details',
      { region: 'US', product_categories: 'AREA_RUGS', lookback_window: '7' },
    ],
    ['/trends/product_categories/trending', { region: 'US', verticals: 'FOOD' }],
  ])('%s with %o', async (path, query) => {
    const { status, body } = await api.get(path, query);
    expect([status, body.code]).toEqual([400, 1]);
  });

  test('metrics of videos for an image, and of images for a video once it is processed', async () => {
    const text = `Parameter 'metric_types' (value VIDEO_START) is not one of IMPRESSION, OUTBOUND_CLICK, PIN_CLICK, SAVE, SAVE_RATE, TOTAL_COMMENTS, TOTAL_REACTIONS, USER_FOLLOW, PROFILE_VISIT.`;
    expect(refusal(await ofPin({ metric_types: 'SAVE,VIDEO_START' }))).toEqual([400, 1, text]);
    const { body: media } = await api.post('/media', { media_type: 'video' });
    await upload(media, await video());
    sandbox.control.settings({ videoPinDelayMs: 60_000 });
    sandbox.control.advanceClock(1000);
    const created = await api.post('/pins', {
      board_id: sandbox.control.state().boards[0]?.id,
      media_source: {
        source_type: 'video_id',
        media_id: media.media_id,
        cover_image_key_frame_time: 0,
      },
    });
    pinId = created.body.id;
    expect((await ofPin({ metric_types: 'VIDEO_START' })).status).toBe(400);
    sandbox.control.advanceClock(60_000);
    expect((await ofPin({ metric_types: 'VIDEO_START' })).status).toBe(200);
    expect((await ofPin({ metric_types: 'USER_FOLLOW' })).status).toBe(400);
  });

  test('the Pin of somebody else, no Pin, and an account that is personal', async () => {
    expect(refusal(await ofPin({}, bearer(sandbox, 'ben'))).slice(0, 2)).toEqual([403, 29]);
    pinId = '1';
    expect(refusal(await ofPin()).slice(0, 2)).toEqual([404, 50]);
    const eve = bearer(sandbox, 'eve');
    expect(refusal(await ofAccount({}, eve)).slice(0, 2)).toEqual([403, 29]);
    const top = await eve.get('/user_account/analytics/top_pins', { ...range, sort_by: 'SAVE' });
    expect(refusal(top).slice(0, 2)).toEqual([403, 29]);
  });

  test('analytics spend their own limit of 60 a minute', async () => {
    sandbox.control.settings({ access: 'standard' });
    const first = await ofAccount();
    expect(first.headers.get('x-ratelimit-limit')).toBe(
      '60, 100;w=1;name="safety_net_app_id_user_id", 60;w=60;name="org_analytics_app_id_user_id"',
    );
    for (let i = 1; i < 60; i += 1) expect((await ofAccount()).status).toBe(200);
    expect(refusal(await ofPin()).slice(0, 2)).toEqual([429, 8]);
    expect((await api.get('/user_account')).status).toBe(200);
  });
});

test('lists come with commas or as several parameters, foreign parameters are ignored', async () => {
  const headers = { authorization: `Bearer ${sandbox.tokenFor('ana').accessToken}` };
  const query = 'start_date=2030-06-09&end_date=2030-06-09&granularity=DAY&columns=X';
  const metricsOf = async (list: string) => {
    const url = `${sandbox.apiUrl}/user_account/analytics?${query}&${list}`;
    const body = (await (await fetch(url, { headers })).json()) as { all: Report };
    return Object.keys(body.all.summary_metrics);
  };
  expect(await metricsOf('metric_types=SAVE,IMPRESSION')).toEqual(['SAVE', 'IMPRESSION']);
  expect(await metricsOf('metric_types=SAVE&metric_types=IMPRESSION')).toEqual([
    'SAVE',
    'IMPRESSION',
  ]);
});

test('terms without relatives', async () => {
  expect((await api.get('/terms/related', { terms: 'oak,elm' })).body).toEqual({
    id: 'oak',
    related_term_count: 0,
    related_terms_list: [
      { term: 'oak', related_terms: [] },
      { term: 'elm', related_terms: [] },
    ],
  });
  expect((await api.get('/terms/suggested', { term: 'oak' })).body).toEqual(['oak']);
});
