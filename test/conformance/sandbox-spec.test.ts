import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/sandbox/api/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { basic, bearer, checkedClient } from './sandbox-client.ts';
import type { CheckedClient } from './sandbox-client.ts';
import { image, imageSource, video } from './sandbox-samples.ts';
import { spec, violations } from './sandbox-official.ts';
import { upload } from './sandbox-upload.ts';

const served = new Set(operations.map(({ id }) => id));
const sourceOfUrl = { source_type: 'image_url', url: 'http://127.0.0.1:1/x.jpg' };

describe('the route table and the official spec', () => {
  test('serve every organic operation', () => {
    expect([...spec.operations.keys()].filter((id) => !served.has(id))).toEqual([]);
    expect(served.size).toBe(49);
  });

  test.each(operations)('agree on $id', (operation) => {
    const official = spec.operations.get(operation.id);
    expect(official).toMatchObject({
      method: operation.method,
      path: operation.path,
      category: operation.category,
    });
    const schemes = Object.assign({}, ...(official?.security ?? [])) as Record<string, string[]>;
    if (operation.auth === 'basic') {
      expect(schemes).toEqual({ basic: [] });
      return;
    }
    expect([...operation.scopes].sort()).toEqual([...(schemes['pinterest_oauth2'] ?? [])].sort());
    expect(operation.appToken).toBe('client_credentials' in schemes);
  });
});

describe('ad_account_id', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    const users = [
      { username: 'ana' },
      { username: 'ben' },
      { username: 'eve', accountType: 'PINNER' as const },
    ];
    sandbox = await startSandbox({ access: 'off', seed: { users } });
  });
  afterAll(() => sandbox.close());
  // Apps without the grant for several Pins' analytics are refused before anything else.
  const takers = [...spec.operations.values()].filter(
    ({ operationId, query }) =>
      query.includes('ad_account_id') && operationId !== 'multi_pins/analytics',
  );
  const idOf = (name: string) =>
    sandbox.control.state().users.find(({ username }) => username === name)?.adAccountId ?? '';
  const ask = async ({ method, path }: (typeof takers)[number], adAccountId: string) => {
    const query = new URLSearchParams({
      ad_account_id: adAccountId,
      query: 'x',
      pin_ids: '1',
      start_date: '2026-01-01',
      end_date: '2026-01-02',
      sort_by: 'SAVE',
      metric_types: 'SAVE',
    });
    const body = { name: 'x', website: 'a.test', board_id: '1', media_source: sourceOfUrl };
    const response = await fetch(
      `${sandbox.apiUrl}${path.replaceAll(/\{\w+\}/g, '1')}?${query.toString()}`,
      {
        method,
        headers: {
          authorization: `Bearer ${sandbox.tokenFor('ana').accessToken}`,
          ...(['POST', 'PATCH'].includes(method) && { 'content-type': 'application/json' }),
        },
        ...(['POST', 'PATCH'].includes(method) && { body: JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    return [response.status, text === '' ? 0 : (JSON.parse(text) as { code?: number }).code];
  };

  test('is 12 digits for a business, and nothing for a personal account', () => {
    expect(idOf('ana')).toMatch(/^\d{12}$/);
    expect(idOf('ana')).not.toBe(idOf('ben'));
    expect(idOf('eve')).toBe('');
  });

  test.each(takers)(
    'of others is refused by $operationId, the own one is not',
    async (operation) => {
      expect(await ask(operation, idOf('ben'))).toEqual([403, 29]);
      expect(await ask(operation, '549999999999')).toEqual([403, 29]);
      expect(await ask(operation, 'x')).toEqual([400, 1]);
      expect((await ask(operation, idOf('ana')))[0]).not.toBe(403);
    },
  );
});

describe('the check itself', () => {
  test('notices an undeclared property, a wrong type and a wrong discriminator', () => {
    const schema = spec.operations.get('pins/get')?.responses['200'] ?? {};
    const media = { media_type: 'image', images: {} };
    expect(violations(schema, { id: '1', media }, true)).toBeNull();
    expect(violations(schema, { id: '1', surprise: 1 }, true)).toContain('unevaluated');
    expect(violations(schema, { id: '1', media: { ...media, surprise: 1 } }, true)).not.toBeNull();
    expect(violations(schema, { id: 1 }, true)).toContain('string');
    expect(violations(schema, { id: '1', media: { media_type: 'gif' } }, true)).not.toBeNull();
  });
});

describe('every operation, over HTTP', () => {
  let sandbox: Sandbox;
  let api: CheckedClient;
  let boardId: string;
  const reached = new Set<string>();

  beforeAll(async () => {
    const seed = {
      users: [{ username: 'ana' }, { username: 'ben', boards: [{ name: 'Ben shares' }] }],
    };
    sandbox = await startSandbox({ access: 'off', seed });
    api = bearer(sandbox, 'ana');
    boardId = (await api.post('/boards', { name: 'Kitchens' })).body.id;
  });
  afterAll(async () => {
    const succeeded = api.seen.filter(({ status }) => status < 300);
    for (const { operation } of succeeded) reached.add(operation);
    // These can only refuse.
    for (const id of [
      'token/revoke',
      'search_partner_pins',
      'multi_pins/analytics',
      'notification/post',
    ])
      reached.add(id);
    await sandbox.close();
    expect(operations.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  const create = (media_source: unknown, more: object = {}) =>
    api.post('/pins', { board_id: boardId, title: 'A Pin', media_source, ...more });

  test('tokens', async () => {
    const client = basic(sandbox);
    const granted = await client.form('/oauth/token', {
      grant_type: 'refresh_token',
      refresh_token: sandbox.tokenFor('ana').refreshToken,
    });
    expect(granted.status).toBe(200);
    const app = { grant_type: 'client_credentials', scope: 'boards:read' };
    expect((await client.form('/oauth/token', app)).status).toBe(200);
    const revoked = await client.form('/oauth/token/revoke', { token: granted.body.access_token });
    expect([revoked.status, revoked.body.code]).toEqual([403, 29]);
    const conversion = await api.post('/oauth/conversion_token');
    expect([conversion.status, conversion.body.token_type]).toEqual([200, 'conversion']);
    const opened = checkedClient(sandbox, `Bearer ${conversion.body.access_token}`);
    expect((await opened.get('/boards')).body.code).toBe(2);
    reached.add('oauth/token');
  });

  test('account, follows and websites', async () => {
    expect((await api.get('/user_account')).body.username).toBe('ana');
    expect((await api.post('/user_account/following/ben', {})).status).toBe(200);
    expect((await api.get('/user_account/following')).body.items).toHaveLength(1);
    expect((await api.get('/user_account/following/boards')).body.items).toHaveLength(1);
    expect((await bearer(sandbox, 'ben').get('/user_account/followers')).body.items).toEqual([
      { username: 'ana', type: 'user' },
    ]);
    await api.get('/user_account/followers');
    await api.get('/user_account/businesses');
    const gated = await api.post('/notifications', { event: 'x' });
    expect([gated.status, gated.body.code]).toEqual([401, 3]);
    await api.get('/users/ben/interests/follow');
    expect((await api.get('/users/nobody/interests/follow')).body.code).toBe(30);
    expect((await api.post('/user_account/websites', { website: 'ana.test' })).status).toBe(200);
    expect((await api.get('/user_account/websites')).body.items).toHaveLength(1);
    await api.get('/user_account/websites/verification');
    expect((await api.delete('/user_account/websites', { website: 'ana.test' })).status).toBe(204);
    expect((await api.delete('/user_account/websites', { website: 'ana.test' })).status).toBe(404);
  });

  test('analytics, terms and trends of an account nobody has seen', async () => {
    const { body: pin } = await create(await imageSource());
    const today = new Date(sandbox.control.now()).toISOString().slice(0, 10);
    const range = { start_date: today, end_date: today };
    const answers = [
      await api.get(`/pins/${pin.id}/analytics`, { ...range, metric_types: 'SAVE' }),
      await api.get('/user_account/analytics', range),
      await api.get('/user_account/analytics/top_pins', { ...range, sort_by: 'SAVE' }),
      await api.get('/user_account/analytics/top_video_pins', { ...range, sort_by: 'SAVE' }),
      await api.get('/terms/related', { terms: 'oak,elm' }),
      await api.get('/terms/suggested', { term: 'oak' }),
      await api.get('/trends/keywords/GB+IE/top/growing'),
      await api.get('/trends/topics/featured', { region: 'US' }),
      await api.get('/trends/product_categories/details', {
        region: 'US',
        product_categories: 'AREA_RUGS',
      }),
      await api.get('/trends/product_categories/trending', { region: 'GB+IE' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await api.delete(`/pins/${pin.id}`);
  });

  test('boards and sections', async () => {
    const board = (await api.post('/boards', { name: 'Short-lived', privacy: 'SECRET' })).body;
    await api.get('/boards');
    await api.get(`/boards/${board.id}`);
    await api.patch(`/boards/${board.id}`, { name: 'Renamed', privacy: 'PUBLIC' });
    const section = (await api.post(`/boards/${board.id}/sections`, { name: 'One' })).body;
    await api.get(`/boards/${board.id}/sections`);
    await api.patch(`/boards/${board.id}/sections/${section.id}`, { name: 'Two' });
    await api.get(`/boards/${board.id}/sections/${section.id}/pins`);
    await api.get('/search/boards', { query: 'renamed' });
    expect((await api.delete(`/boards/${board.id}/sections/${section.id}`)).status).toBe(204);
    expect((await api.delete(`/boards/${board.id}`)).status).toBe(204);
    expect((await api.get(`/boards/${board.id}`)).body).toEqual({
      code: 40,
      message: 'Board not found.',
    });
  });

  test('Pins: create, read, change, save, search, delete', async () => {
    const { body: pin, status } = await create(await imageSource(), { description: 'oak worktop' });
    expect(status).toBe(201);
    await api.get('/pins', { pin_metrics: 'true', creative_types: 'REGULAR' });
    await api.get(`/pins/${pin.id}`, { pin_metrics: 'true' });
    await api.get(`/boards/${boardId}/pins`);
    await api.patch(`/pins/${pin.id}`, { title: 'New title', alt_text: null });
    const saved = await api.post(`/pins/${pin.id}/save`, { board_id: boardId });
    expect(saved.body.parent_pin_id).toBe(pin.id);
    expect((await api.get('/search/pins', { query: 'oak' })).body.items).toHaveLength(2);
    expect(
      (await api.get('/search/partner/pins', { term: 'oak', country_code: 'US' })).body.code,
    ).toBe(3);
    expect((await api.get('/pins/analytics')).body.code).toBe(3);
    expect((await api.delete(`/pins/${pin.id}`)).status).toBe(204);
    expect((await api.get(`/pins/${pin.id}`)).body.code).toBe(50);
  });

  test('every media source', async () => {
    const one = await imageSource('png');
    const url = (await create(one)).body.media.images['600x']?.url;
    expect((await create({ source_type: 'image_url', url })).body.media.media_type).toBe('image');
    const { source_type: _one, ...item } = one;
    const items = [item, { ...item, title: 'Second' }];
    const base64 = await create({ source_type: 'multiple_image_base64', items, index: 1 });
    expect(base64.body.media.items.map(({ title }) => title)).toEqual([null, 'Second']);
    const urls = await create({ source_type: 'multiple_image_urls', items: [{ url }, { url }] });
    expect(urls.body.creative_type).toBe('CAROUSEL');
    const slots = [{ title: 'First' }];
    const relabelled = await api.patch(`/pins/${urls.body.id}`, { carousel_slots: slots });
    expect(relabelled.body.media.items[0]?.title).toBe('First');
    const beta = await create({ source_type: 'pin_url' });
    expect([beta.status, beta.body.code]).toEqual([401, 3]);
  });

  test('video: register, upload, process, publish with each kind of cover', async () => {
    const { body: media } = await api.post('/media', { media_type: 'video' });
    expect((await api.get(`/media/${media.media_id}`)).body.status).toBe('registered');
    expect((await upload(media, await video())).status).toBe(204);
    expect((await api.get(`/media/${media.media_id}`)).body.status).toBe('processing');
    sandbox.control.advanceClock(300);
    expect((await api.get('/media')).body.items[0]?.status).toBe('succeeded');
    const source = { source_type: 'video_id', media_id: media.media_id };
    const data = (await image()).toString('base64');
    const covers = [
      { cover_image_key_frame_time: 0 },
      { cover_image_content_type: 'image/jpeg', cover_image_data: data },
      { cover_image_url: (await create(await imageSource())).body.media.images['600x']?.url },
    ];
    for (const cover of covers) {
      const { body } = await create({ ...source, ...cover });
      expect([body.creative_type, body.media.media_type, body.media.width]).toEqual([
        'VIDEO',
        'video',
        320,
      ]);
    }
    const bare = await create(source);
    expect(bare.status).toBe(400);
    expect(bare.body.message).toContain('cover_image_url or cover_image_content_type');
  });

  const sixImages = Array.from({ length: 6 }, () => ({ url: 'u' }));
  const tooLong = (length: number) => 'x'.repeat(length + 1);
  const refused: [string, (() => Promise<object>) | object, string][] = [
    ['a board id of letters', { board_id: 'abc' }, String.raw`'abc' does not match '^\\d+$'`],
    ['a long title', { title: tooLong(100) }, 'is too long'],
    ['a long description', { description: tooLong(800) }, 'is too long'],
    ['a long link', { link: `https://a.test/${tooLong(2048)}` }, 'is too long'],
    ['a long alt text', { alt_text: tooLong(500) }, 'is too long'],
    ['a section id of letters', { board_section_id: 'x' }, 'does not match'],
    ['a number as title', { title: 5 }, "5 is not of type 'string'"],
    ['an unknown source', { media_source: { source_type: 'gif' } }, "'gif' is not one of"],
    ['no url', { media_source: { source_type: 'image_url' } }, "'url' is a required property"],
    [
      'WebP as declared type',
      { media_source: { source_type: 'image_base64', content_type: 'image/webp', data: 'aa' } },
      "'image/webp' is not one of ['image/jpeg', 'image/png']",
    ],
    [
      'a data: prefix',
      { media_source: { source_type: 'image_base64', content_type: 'image/png', data: 'data:x' } },
      'does not match',
    ],
    [
      'six images',
      { media_source: { source_type: 'multiple_image_urls', items: sixImages } },
      'constraint: maxItems=5',
    ],
    [
      'one image',
      { media_source: { source_type: 'multiple_image_urls', items: [{ url: 'u' }] } },
      'minItems=2',
    ],
    [
      'a negative key frame',
      { media_source: { source_type: 'video_id', media_id: '1', cover_image_key_frame_time: -1 } },
      '-1 is less than the minimum of 0',
    ],
  ];
  test.each(refused)('POST /pins refuses %s, as the spec does', async (_name, change, message) => {
    const body = { board_id: boardId, media_source: await imageSource(), ...change };
    const answer = await api.post('/pins', body, { outsideSpec: true });
    expect([answer.status, answer.body.code]).toEqual([400, 1]);
    expect(answer.body.message).toContain(`Invalid request: `);
    expect(answer.body.message).toContain(message);
  });

  test('the longest texts the spec allows are accepted', async () => {
    const answer = await create(await imageSource(), {
      title: 'x'.repeat(100),
      description: 'x'.repeat(800),
      alt_text: 'x'.repeat(500),
      link: `https://a.test/${'x'.repeat(2048 - 15)}`,
    });
    expect(answer.status).toBe(201);
  });

  test('board and section bodies are held to the spec', async () => {
    const outsideSpec = true;
    const cases = [
      await api.post('/boards', {}, { outsideSpec }),
      await api.post('/boards', { name: 'x', privacy: 'HIDDEN' }, { outsideSpec }),
      await api.patch(`/boards/${boardId}`, { privacy: 'PROTECTED' }, { outsideSpec }),
      await api.post(`/boards/${boardId}/sections`, { name: '' }, { outsideSpec }),
      await api.post(`/boards/${boardId}/sections`, { name: tooLong(180) }, { outsideSpec }),
      await api.post('/media', { media_type: 'image' }, { outsideSpec }),
    ];
    expect(cases.map(({ status, body }) => [status, body.code])).toEqual(cases.map(() => [400, 1]));
  });

  test('an unknown route answers in the same envelope', async () => {
    const answer = await api.get('/no/such/thing');
    expect([answer.status, Object.keys(answer.body)]).toEqual([404, ['code', 'message']]);
  });
});
