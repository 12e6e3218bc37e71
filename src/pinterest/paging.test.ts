import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPinterestClient, type PinterestClient } from './client.ts';
import { json, startServer, type Received, type TestServer } from './testing/http-server.ts';
import { failureOf } from './testing/failure.ts';

let server: TestServer;
let client: PinterestClient;
let answer: (request: Received) => unknown;

beforeAll(async () => {
  server = await startServer((response, request) => json(response, 200, answer(request)));
  client = createPinterestClient({ apiUrl: server.url, accessToken: 'pina_secret' });
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(async () => {
  await client.close();
  await server.close();
});

/** Serves `pages` of board ids; the bookmark is the number of the next page. */
function serve(pages: string[][]) {
  return ({ query }: Received) => {
    const number = Number(query['bookmark'] ?? 0);
    const bookmark = number + 1 < pages.length ? String(number + 1) : null;
    return { items: (pages[number] ?? []).map((id) => ({ id, name: id })), bookmark };
  };
}

async function ids(list: AsyncIterable<{ id: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const item of list) found.push(item.id);
  return found;
}

test('short and empty pages in the middle do not end the list', async () => {
  answer = serve([['1', '2'], [], ['3'], [], []]);
  expect(await ids(client.boards.list())).toEqual(['1', '2', '3']);
  expect(server.received).toHaveLength(5);
});

test('asks for 250 at once unless told otherwise, and repeats the query on each page', async () => {
  answer = serve([['1'], ['2']]);
  await ids(client.boards.list({ privacy: 'SECRET' }));
  await ids(client.boards.list({ page_size: 2 }));
  expect(server.received.map((request) => request.query)).toEqual([
    { page_size: '250', privacy: 'SECRET' },
    { page_size: '250', privacy: 'SECRET', bookmark: '1' },
    { page_size: '2' },
    { page_size: '2', bookmark: '1' },
  ]);
});

test('nothing is requested before it is needed, nor after it is enough', async () => {
  answer = serve([['1', '2'], ['3'], ['4']]);
  const list = client.boards.list();
  expect(server.received).toHaveLength(0);
  expect(await list.toArray({ limit: 0 })).toEqual([]);
  expect(server.received).toHaveLength(0);
  expect((await list.toArray({ limit: 2 })).map((board) => board.id)).toEqual(['1', '2']);
  expect(server.received).toHaveLength(1);
  for await (const board of list) if (board.id === '3') break;
  expect(server.received).toHaveLength(3);
});

test('a single page, the first or by bookmark', async () => {
  answer = serve([['1'], ['2']]);
  const list = client.boards.list();
  expect(await list.page()).toEqual({ items: [{ id: '1', name: '1' }], bookmark: '1' });
  expect(await list.page('1')).toEqual({ items: [{ id: '2', name: '2' }], bookmark: null });
  expect(await ids(client.boards.list({ bookmark: '1' }))).toEqual(['2']);
});

test('a list can be iterated twice', async () => {
  answer = serve([['1'], ['2']]);
  const list = client.boards.list();
  expect(await ids(list)).toEqual(await ids(list));
});

test.each([{ items: [] }, { items: [], bookmark: null }, { items: [], bookmark: '' }])(
  '%j is an empty list',
  async (body) => {
    answer = () => body;
    expect(await ids(client.boards.list())).toEqual([]);
    expect(server.received).toHaveLength(1);
  },
);

test.each([{}, { items: null }, { items: {} }, [], null, 'text', { code: 1, message: 'x' }])(
  '%j is not taken for an empty list',
  async (body) => {
    answer = () => body;
    const error = await failureOf(ids(client.boards.list()));
    expect(error).toMatchObject({ kind: 'bad_response', status: 200, operation: 'boards.list' });
  },
);

test('a bookmark that comes again fails instead of looping', async () => {
  answer = ({ query }) => ({ items: [], bookmark: query['bookmark'] === 'a' ? 'b' : 'a' });
  const error = await failureOf(ids(client.boards.list()));
  expect(error).toMatchObject({ kind: 'bad_response', operation: 'boards.list' });
  expect(server.received).toHaveLength(3);
});

test('a failure on a later page is not an end of the list', async () => {
  const pages = serve([['1'], ['2'], ['3']]);
  answer = (request) => (request.query['bookmark'] === '2' ? 'broken' : pages(request));
  const found: string[] = [];
  const error = await failureOf(
    (async () => {
      for await (const board of client.boards.list()) found.push(board.id);
    })(),
  );
  expect(found).toEqual(['1', '2']);
  expect(error.kind).toBe('bad_response');
});

test('however a list is cut into pages, the same items come in the same order', async () => {
  const pageOfIds = fc.array(fc.nat().map(String), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(pageOfIds, { minLength: 1, maxLength: 6 }), async (pages) => {
      answer = serve(pages);
      server.received.length = 0;
      expect(await ids(client.boards.listPins('1'))).toEqual(pages.flat());
      expect(server.received).toHaveLength(pages.length);
    }),
    { numRuns: 40 },
  );
});
