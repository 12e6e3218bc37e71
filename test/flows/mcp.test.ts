import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { toolsByCall } from '../../src/mcp/problems.ts';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { figuresOf, storeNumbers, type StoredNumbers } from '../harness/numbers.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundle } from '../harness/run-cli.ts';

let product: Product;
let files: FileServer;
let picture: string;
let numbers: StoredNumbers;
let dir: string;
let program: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-mcp-'));
  [product, files, program] = await Promise.all([
    startProduct(),
    serveFiles(),
    bundle(join(dir, 'program'), 'src/main.ts'),
  ]);
  picture = files.add('/oak.jpg', { type: 'image/jpeg', body: await makePicture() });
  numbers = await storeNumbers(product);
});
const open: Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});
afterAll(async () => {
  await Promise.all([product?.close(), files?.close()]);
  rmSync(dir, { recursive: true, force: true });
});

async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  open.push(client);
  await client.connect(transport);
  return client;
}

/** An assistant over HTTP. @param allow what it may do besides reading */
const overHttp = (allow = '', key = product.apiKey) =>
  connected(
    new StreamableHTTPClientTransport(new URL(`${product.url}/mcp${allow && `?allow=${allow}`}`), {
      requestInit: { headers: { Authorization: `Bearer ${key}` } },
    }),
  );

/** The same over the command line, as an assistant on this machine starts it. */
const overStdio = (...allow: string[]) =>
  connected(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, 'mcp', ...allow.flatMap((right) => ['--allow', right])],
      env: {
        PATH: process.env['PATH'] ?? '',
        LINCHPIN_DATA_DIR: join(dir, 'data'),
        LINCHPIN_PUBLIC_URL: product.url,
        LINCHPIN_API_KEY: product.apiKey,
      },
    }),
  );

/** What a tool answered. */
async function call(client: Client, name: string, given: object = {}) {
  const answer = await client.callTool({ name, arguments: { ...given } });
  const [first] = answer.content as { type: string; text: string }[];
  const told = JSON.parse(first?.text ?? '{}') as Record<string, never>;
  if (!answer.isError) expect(answer.structuredContent).toEqual(told);
  return { told, isError: answer.isError === true };
}

const refusalOf = async (client: Client, name: string, given: object) => {
  const { told, isError } = await call(client, name, given);
  expect(isError).toBe(true);
  return told as unknown as { problems: { code: string; field?: string; fix: string }[] };
};

const oak = () => ({
  boards: ['Kitchens'],
  media: [picture],
  title: 'Oak and brass',
  description: 'A table of oak.',
  link: 'https://example.com/oak',
});

interface Planned {
  post: { id: string; status: string; at: string; pins: { pinId: string; board: string }[] };
}

test.each([
  ['HTTP', () => overHttp('write')],
  ['stdin and stdout', () => overStdio('write')],
])(
  'over %s an assistant finds a board, checks, schedules, moves, publishes and reads numbers',
  async (way, start) => {
    const client = await start();
    const { told: accounts } = await call(client, 'list_accounts');
    expect(accounts).toMatchObject({ accounts: [{ id: product.accountId, state: 'connected' }] });
    const { told: found } = await call(client, 'find_boards', { search: 'kitch' });
    expect(found).toMatchObject({ boards: [{ name: 'Kitchens', id: product.boards['Kitchens'] }] });

    const { told: bad } = await call(client, 'check_pin', { ...oak(), link: 'http://x' });
    expect(bad).toMatchObject({ valid: false });
    const title = `Oak over ${way}`;
    const pin = { ...oak(), title, description: title };
    const { told: good } = await call(client, 'check_pin', pin);
    expect(good).toMatchObject({ valid: true });

    const wanted = { ...pin, at: '2099-03-01T09:00', timezone: 'Europe/Berlin' };
    const again = { ...wanted, idempotencyKey: `oak ${way}` };
    const planned = (await call(client, 'schedule_pin', again)).told as unknown as Planned;
    expect(planned.post).toMatchObject({
      status: 'scheduled',
      at: '2099-03-01T08:00:00.000Z',
      pins: [{ board: 'Kitchens' }],
    });
    const repeated = (await call(client, 'schedule_pin', again)).told as unknown as Planned;
    expect(repeated.post.id).toBe(planned.post.id);

    const postId = planned.post.id;
    const moved = await call(client, 'update_post', {
      postId,
      boards: ['Small gardens'],
      at: '2099-04-01T09:00:00Z',
      link: 'https://example.com/other',
    });
    expect(moved.told).toMatchObject({
      post: { id: postId, at: '2099-04-01T09:00:00.000Z', pins: [{ board: 'Small gardens' }] },
    });
    expect((await call(client, 'get_post', { postId })).told).toMatchObject({
      post: { title, description: title, link: 'https://example.com/other' },
    });
    expect((await call(client, 'cancel_post', { postId })).told).toMatchObject({
      post: { status: 'cancelled' },
    });

    const draft = (await call(client, 'schedule_pin', { ...pin, draft: true })).told;
    const published = await call(client, 'publish_post', {
      postId: (draft as unknown as Planned).post.id,
      idempotencyKey: `publish ${way}`,
    });
    expect(published.told).toMatchObject({ post: { status: 'published' } });
    const { pins } = (published.told as unknown as Planned).post;
    const fresh = await call(client, 'pin_numbers', { pin: pins[0]?.pinId });
    expect(fresh.told).toMatchObject({ figures: { impressions: null }, lifetime: null });
    const known = await call(client, 'pin_numbers', { pin: numbers.busy, bucket: 'day' });
    const { series } = known.told as unknown as { series: { figures: object }[] };
    expect(known.told).toMatchObject({ pin: { pinterestPinId: numbers.busy } });
    expect(series.at(-1)?.figures).toMatchObject(figuresOf(numbers.last));
  },
);

test('what is read: accounts, limits, slots, posts, timelines, Pins and their numbers', async () => {
  const client = await overHttp();
  await product.client.queues.create({
    name: 'Mornings',
    timezone: 'Europe/Berlin',
    slots: [{ dayOfWeek: 1, time: '09:30' }],
  });
  expect((await call(client, 'account_status')).told).toMatchObject({ canPublish: true });
  expect((await call(client, 'next_slots', { count: 2 })).told).toMatchObject({
    queue: 'Mornings',
    slots: [expect.stringContaining('T09:30'), expect.stringContaining('T09:30')],
  });
  const { told } = await call(client, 'list_posts', { status: 'published' });
  const { posts } = told as unknown as { posts: { id: string }[] };
  const postId = posts[0]?.id ?? '';
  expect((await call(client, 'post_timeline', { postId })).told).toMatchObject({
    pins: [{ entries: expect.arrayContaining([expect.objectContaining({ kind: 'published' })]) }],
  });
  expect((await call(client, 'list_pins', { limit: 1 })).told).toMatchObject({
    pins: [{ url: expect.any(String) }],
    nextCursor: expect.any(String),
  });
  expect((await call(client, 'account_numbers')).told).toMatchObject({
    figures: { impressions: expect.any(Number) },
  });
  expect((await call(client, 'top_pins', { metric: 'saves' })).told).toMatchObject({
    pins: [{ pinterestPinId: numbers.busy, figures: { saves: 150 } }],
  });
  expect((await call(client, 'trending_keywords', { region: 'US' })).told).toMatchObject({
    trends: expect.any(Array),
  });
});

test('resources are the accounts and their boards, and the prompt leads to a plan', async () => {
  const client = await overHttp();
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toEqual([
    'linchpin://accounts',
    `linchpin://accounts/${product.accountId}/boards`,
  ]);
  const [accounts, boards] = await Promise.all(
    resources.map(async ({ uri }) => {
      const [content] = (await client.readResource({ uri })).contents;
      return JSON.parse(content && 'text' in content ? content.text : '') as { name: string }[];
    }),
  );
  expect(accounts).toMatchObject([{ id: product.accountId }]);
  expect(boards?.map(({ name }) => name)).toContain('Kitchens');
  await expect(client.readResource({ uri: 'linchpin://nowhere' })).rejects.toThrow('no resource');

  expect(client.getServerCapabilities()?.tools).toEqual({ listChanged: false });
  const { prompts } = await client.listPrompts();
  expect(prompts).toMatchObject([{ name: 'plan_pins' }]);
  const { messages } = await client.getPrompt({
    name: 'plan_pins',
    arguments: { theme: 'oak tables', weeks: '2' },
  });
  const { tools } = await client.listTools();
  const [{ content } = {}] = messages;
  const text = content?.type === 'text' ? content.text : '';
  expect(text).toContain('next 2 weeks');
  const named = [...text.matchAll(/\b[a-z]+_[a-z_]+\b/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(6);
  const { tools: all } = await (await overHttp('write')).listTools();
  expect(named.filter((name) => !all.some((one) => one.name === name))).toEqual([]);
  expect(tools.length).toBeLessThan(all.length);
});

test('the list of tools is small, and each says what it is for and what it changes', async () => {
  const reading = await (await overHttp()).listTools();
  const { tools } = await (await overHttp('write')).listTools();
  expect(JSON.stringify(tools).length).toBeLessThan(12_000);
  expect(tools.length).toBeGreaterThanOrEqual(15);
  expect(tools.length).toBeLessThanOrEqual(20);
  for (const { name, title, description, inputSchema, outputSchema, annotations } of tools) {
    expect([name, title, description]).toEqual([name, expect.any(String), expect.any(String)]);
    expect(outputSchema).toBeDefined();
    const isRead = reading.tools.some((one) => one.name === name);
    expect([name, annotations?.readOnlyHint]).toEqual([name, isRead]);
    if (!isRead) expect(Object.keys(inputSchema.properties ?? {})).toContain('idempotencyKey');
  }
  const destructive = tools.filter(({ annotations }) => annotations?.destructiveHint);
  expect(destructive.map(({ name }) => name)).toEqual(['publish_post', 'cancel_post']);
  for (const name of Object.values(toolsByCall))
    expect(tools.map((one) => one.name)).toContain(name);
});

test('it reads only, unless the address and the key both allow more', async () => {
  const later = { ...oak(), at: '2099-05-01T09:00:00Z' };
  const reading = await overHttp();
  expect(await refusalOf(reading, 'schedule_pin', later)).toMatchObject({
    problems: [{ code: 'INSUFFICIENT_PERMISSIONS', fix: expect.stringContaining('?allow=write') }],
  });
  const { apiKey } = await product.client.keys.create({ name: 'looks', permission: 'read' });
  const looking = await overHttp('write', apiKey.key);
  expect(await refusalOf(looking, 'schedule_pin', later)).toMatchObject({
    problems: [{ code: 'INSUFFICIENT_PERMISSIONS' }],
  });
  const drafting = await overHttp('posts:write,media:write');
  expect((await drafting.listTools()).tools.map(({ name }) => name)).not.toContain('publish_post');
  expect(await refusalOf(drafting, 'schedule_pin', later)).toMatchObject({
    problems: [{ code: 'INSUFFICIENT_PERMISSIONS' }],
  });
  expect((await call(drafting, 'schedule_pin', { ...oak(), draft: true })).told).toMatchObject({
    post: { status: 'draft' },
  });
  await expect(overHttp('everything')).rejects.toThrow('it takes write');
});

test('what is refused comes with code, field and fix in the words of the tools', async () => {
  const client = await overHttp('write');
  const wrong = { ...oak(), boards: ['Kitchens', 'Kitchen'], at: '2001-01-01T09:00:00Z' };
  const { problems } = await refusalOf(client, 'schedule_pin', wrong);
  expect(problems).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        code: 'PIN_BOARD_NOT_FOUND',
        field: 'boards[1]',
        fix: expect.stringContaining('(tool find_boards)'),
      }),
      expect.objectContaining({ field: 'at' }),
    ]),
  );
  expect(await refusalOf(client, 'schedule_pin', oak())).toMatchObject({
    problems: [{ code: 'MISSING_REQUIRED_FIELD', field: 'at' }],
  });
  expect(await refusalOf(client, 'find_boards', { boardd: 'x', search: 7 })).toMatchObject({
    problems: [{ field: 'search' }, { code: 'UNKNOWN_PARAMETER', field: 'boardd' }],
  });
  // The sections of a board are named where one is not found.
  const inNone = { ...oak(), section: 'Nowhere', at: '2099-05-01T09:00:00Z' };
  expect(await refusalOf(client, 'schedule_pin', inNone)).toMatchObject({
    problems: [{ field: 'section', details: { sections: expect.any(Array) } }],
  });
  expect(await refusalOf(client, 'find_boards', { account: 'nobody' })).toMatchObject({
    problems: [{ code: 'ACCOUNT_NOT_FOUND', field: 'account' }],
  });
  expect(await refusalOf(client, 'get_post', { postId: '0'.repeat(24) })).toMatchObject({
    problems: [{ code: 'NOT_FOUND', field: 'postId' }],
  });
  await expect(client.callTool({ name: 'no_tool' })).rejects.toThrow('no tool no_tool');
});

test('over HTTP only POST with a key of one header is taken, and no page of another site', async () => {
  const send = (headers: Record<string, string>, method = 'POST') =>
    fetch(`${product.url}/mcp`, {
      method,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      ...(method === 'POST' && {
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      }),
    });
  const key = { authorization: `Bearer ${product.apiKey}` };
  const listed = await send(key);
  expect([listed.status, listed.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('application/json'),
  ]);
  const without = await send({});
  expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect(await without.json()).toMatchObject({
    jsonrpc: '2.0',
    id: null,
    error: { data: { problems: [{ code: 'UNAUTHORIZED' }] } },
  });
  expect((await send({ ...key, origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await send({ ...key, origin: product.url })).status).toBe(200);
  for (const method of ['GET', 'DELETE']) {
    const other = await send(key, method);
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'POST']);
  }
  const broken = await fetch(`${product.url}/mcp`, {
    method: 'POST',
    headers: { ...key, 'content-type': 'application/json' },
    body: '{',
  });
  expect([broken.status, await broken.json()]).toMatchObject([400, { error: { code: -32600 } }]);
});
