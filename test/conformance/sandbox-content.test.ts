import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { CheckedClient } from './sandbox-client.ts';
import { imageSource } from './sandbox-samples.ts';

const openScopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write'];
let sandbox: Sandbox;
let ana: CheckedClient;
let ben: CheckedClient;
let boardId: string;

beforeEach(async () => {
  sandbox = await startSandbox({
    access: 'off',
    seed: {
      users: [
        { username: 'ana', boards: [{ name: 'Garden', sections: ['Roses'] }] },
        { username: 'ben', boards: [{ name: 'Cellar' }, { name: 'Plans', privacy: 'SECRET' }] },
      ],
    },
  });
  ana = bearer(sandbox, 'ana');
  ben = bearer(sandbox, 'ben');
  boardId = boardNamed('Garden');
});
afterEach(() => sandbox.close());

const boardNamed = (name: string) =>
  sandbox.control.state().boards.find((board) => board.name === name)?.id ?? '';

const pinOn = async (client: CheckedClient, board_id: string, more: object = {}) =>
  client.post('/pins', { board_id, media_source: await imageSource(), ...more });

test('a board name is taken once per account, whatever its case', async () => {
  const again = await ana.post('/boards', { name: ' garden ' });
  expect([again.status, again.body.code]).toEqual([400, 58]);
  expect((await ben.post('/boards', { name: 'Garden' })).status).toBe(201);
  const other = (await ana.post('/boards', { name: 'House' })).body;
  expect((await ana.patch(`/boards/${other.id}`, { name: 'Garden' })).body.code).toBe(58);
  expect((await ana.patch(`/boards/${other.id}`, { name: 'House' })).status).toBe(200);
});

test('an ads-only board has its fixed name and privacy', async () => {
  const { body } = await ana.post('/boards', { name: 'Mine', is_ads_only: true });
  expect(body).toMatchObject({ name: 'Ad-only Pins', privacy: 'PROTECTED', is_ads_only: true });
});

test('boards of others: 403/29 when public, 404/40 when secret', async () => {
  const open = boardNamed('Cellar');
  const secret = boardNamed('Plans');
  for (const answer of [
    await ana.get(`/boards/${open}`),
    await ana.patch(`/boards/${open}`, { name: 'Mine' }),
    await ana.delete(`/boards/${open}`),
    await ana.get(`/boards/${open}/pins`),
    await pinOn(ana, open),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([403, 29]);
  }
  for (const answer of [await ana.get(`/boards/${secret}`), await pinOn(ana, secret)]) {
    expect([answer.status, answer.body.code]).toEqual([404, 40]);
  }
  expect(boardNamed('Cellar')).toBe(open);
});

test('a secret board stays invisible without the secret scopes', async () => {
  const secret = boardNamed('Plans');
  const pin = (await pinOn(ben, secret)).body;
  const limited = bearer(sandbox, 'ben', openScopes);
  expect((await limited.get('/boards')).body.items.map(({ name }) => name)).toEqual(['Cellar']);
  expect((await limited.get('/pins')).body.items).toEqual([]);
  for (const answer of [
    await limited.get(`/boards/${secret}`),
    await limited.get(`/pins/${pin.id}`),
    await limited.delete(`/pins/${pin.id}`),
    await pinOn(limited, secret),
    await limited.post('/boards', { name: 'Hidden', privacy: 'SECRET' }),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([403, 29]);
  }
  expect((await ben.get('/boards', { privacy: 'SECRET' })).body.items).toHaveLength(1);
  expect((await ben.get('/pins', { pin_type: 'PRIVATE' })).body.items).toHaveLength(1);
  expect((await ana.post(`/pins/${pin.id}/save`, { board_id: boardId })).body.code).toBe(50);
});

test('a section belongs to its board', async () => {
  const section = (await ana.get(`/boards/${boardId}/sections`)).body.items[0]?.id ?? '';
  const house = (await ana.post('/boards', { name: 'House' })).body.id;
  const lost = await pinOn(ana, house, { board_section_id: section });
  expect([lost.status, lost.body.code]).toEqual([404, 2031]);
  const pin = (await pinOn(ana, boardId, { board_section_id: section })).body;
  const path = `/boards/${boardId}/sections/${section}`;
  expect((await ana.get(`${path}/pins`)).body.items.map(({ id }) => id)).toEqual([pin.id]);
  expect((await ana.patch(`/pins/${pin.id}`, { board_id: house })).body).toMatchObject({
    board_id: house,
    board_section_id: null,
  });
  expect((await ana.get(`${path}/pins`)).body.items).toEqual([]);
});

test('deleting a board deletes its Pins and sections', async () => {
  const pin = (await pinOn(ana, boardId)).body;
  await ana.delete(`/boards/${boardId}`);
  expect((await ana.get(`/pins/${pin.id}`)).body).toEqual({ code: 50, message: 'Pin not found.' });
  expect((await ana.get(`/boards/${boardId}/sections`)).body.code).toBe(40);
  expect((await pinOn(ana, boardId)).body.code).toBe(40);
});

test('a Pin of someone else can be saved, not read or changed', async () => {
  const pin = (await pinOn(ben, boardNamed('Cellar'), { title: 'Racks' })).body;
  expect((await ana.get(`/pins/${pin.id}`)).body.code).toBe(29);
  expect((await ana.patch(`/pins/${pin.id}`, { title: 'x' })).body.code).toBe(29);
  expect((await ana.delete(`/pins/${pin.id}`)).body.code).toBe(29);
  const saved = await ana.post(`/pins/${pin.id}/save`, { board_id: boardId });
  expect(saved.body).toMatchObject({ title: 'Racks', parent_pin_id: pin.id, board_id: boardId });
  expect((await ana.get('/pins', { pin_filter: 'exclude_repins' })).body.items).toEqual([]);
});

test('posting twice makes two Pins', async () => {
  const first = (await pinOn(ana, boardId, { title: 'Same' })).body;
  const second = (await pinOn(ana, boardId, { title: 'Same' })).body;
  expect(BigInt(second.id)).toBeGreaterThan(BigInt(first.id));
  expect(second.id).toMatch(/^\d{18,19}$/);
});

test('links: malformed, refused by the site, blocked as spam', async () => {
  sandbox.control.settings({ noSaveDomains: ['closed.test'], spamDomains: ['spam.test'] });
  const answers = [
    await pinOn(ana, boardId, { link: 'not a url' }),
    await pinOn(ana, boardId, { link: 'https://www.closed.test/a' }),
    await pinOn(ana, boardId, { link: 'https://spam.test/a' }),
  ];
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [400, 1],
    [400, 1],
    [429, 9],
  ]);
  expect(answers[0]?.body.message).toMatch(/^Whoops! It looks like you entered an invalid URL/);
  expect(answers[2]?.body).toMatchObject({ details: { source_field: null } });
  expect(sandbox.control.state().pins).toEqual([]);
});

test('the switches for Trial access and for pin_edit', async () => {
  const pin = (await pinOn(ana, boardId)).body;
  sandbox.control.settings({ productionTrial: true, pinEdit: false });
  const create = await pinOn(ana, boardId);
  expect([create.status, create.body.code]).toEqual([403, 29]);
  expect(create.body.message).toContain('Apps with Trial access may not create Pins in production');
  const edit = await ana.patch(`/pins/${pin.id}`, { title: 'x' });
  expect([edit.status, edit.body.code]).toEqual([401, 3]);
  expect(edit.body.message).toContain('pin_edit');
});

test('an ad account is never permitted', async () => {
  expect((await ana.get('/boards', { ad_account_id: '12' })).body.code).toBe(29);
  expect((await ana.get('/boards', { ad_account_id: 'x' })).body.code).toBe(1);
});

test('with list lag a new Pin is readable at once and listed later', async () => {
  sandbox.control.settings({ listLagMs: 60_000 });
  const pin = (await pinOn(ana, boardId, { title: 'Late' })).body;
  const listed = async () =>
    [
      await ana.get('/pins'),
      await ana.get(`/boards/${boardId}/pins`),
      await ana.get('/search/pins', { query: 'late' }),
    ].map(({ body }) => body.items.length);
  expect((await ana.get(`/pins/${pin.id}`)).status).toBe(200);
  expect(await listed()).toEqual([0, 0, 0]);
  sandbox.control.advanceClock(60_000);
  expect(await listed()).toEqual([1, 1, 1]);
});

test('paging: an empty list, the limits of page_size, a made-up bookmark', async () => {
  expect((await ana.get('/pins')).body).toEqual({ items: [], bookmark: null });
  for (const page_size of ['0', '251', 'x', '']) {
    expect((await ana.get('/pins', { page_size })).body.code).toBe(1);
  }
  expect((await ana.get('/pins', { page_size: '250' })).status).toBe(200);
  expect((await ana.get('/pins', { bookmark: 'made-up' })).body.code).toBe(1);
});

test('walking the pages meets every board exactly once, whatever the page size', async () => {
  for (let i = 0; i < 12; i += 1) await ana.post('/boards', { name: `Board ${i}` });
  const all = (await ana.get('/boards', { page_size: '250' })).body.items.map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 15 }), async (size) => {
      const met: string[] = [];
      let bookmark: string | null = null;
      do {
        const query: Record<string, string> = { page_size: String(size) };
        if (bookmark !== null) query['bookmark'] = bookmark;
        const { body } = await ana.get('/boards', query);
        expect(body.items.length).toBeLessThanOrEqual(size);
        met.push(...body.items.map(({ id }) => id));
        ({ bookmark } = body);
      } while (bookmark !== null);
      expect(met).toEqual(all);
    }),
    { numRuns: 15 },
  );
});

test('links for people can lead to another name than the one a program uses', async () => {
  const named = await startSandbox({ access: 'off', publicUrl: 'http://pinterest.test:4401' });
  const { body: user } = await bearer(named).get('/user_account');
  expect(user).toMatchObject({
    profile_image: expect.stringMatching(/^http:\/\/pinterest\.test:4401\//),
  });
  const { body } = await bearer(named).post('/media', { media_type: 'video' });
  expect(body.upload_url).toBe(`${named.url}/s3/upload`);
  await named.close();
});

test('the inspector shows the account and its Pins, escaped', async () => {
  const pin = (await pinOn(ana, boardId, { title: '<b>Roses</b>', link: 'https://a.test/' })).body;
  for (const path of ['/', `/?board=${boardId}`, `/pin/${pin.id}/`]) {
    const response = await fetch(sandbox.url + path);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('&lt;b&gt;Roses&lt;/b&gt;');
    expect(html).toContain('/image/');
  }
  expect((await fetch(`${sandbox.url}/pin/1/`)).status).toBe(404);
});
