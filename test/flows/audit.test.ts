import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/contract/index.ts';
import { join, setUpOwner, type Visitor } from '../harness/people.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Product;
let owner: Visitor;
let editor: Visitor & { id: string };
beforeAll(async () => {
  product = await startProduct();
  owner = await setUpOwner(product);
  editor = await join(product, 'editor');
  for (const content of ['=cmd()', 'Second', 'Third'])
    await editor.call('POST', '/api/v1/posts', { content, isDraft: true });
  await owner.call('POST', '/api/v1/invites', { role: 'viewer', note: '=HYPERLINK("x","y")' });
});
afterAll(() => product.close());

const read = async (query = '') => {
  const { status, body } = await owner.call('GET', `/api/v1/audit${query}`);
  expect(status).toBe(200);
  return body as { entries: AuditEntry[]; nextCursor: string | null };
};
const operations = (entries: AuditEntry[]) => entries.map(({ operation }) => operation);

test('says who did what to what, the newest first', async () => {
  const { entries } = await read();
  expect(operations(entries).slice(0, 5)).toEqual([
    'invites.create',
    'posts.create',
    'posts.create',
    'posts.create',
    'invites.accept',
  ]);
  expect(entries[1]).toMatchObject({
    profileId: product.app.workspaceId,
    actor: { type: 'person', id: editor.id, name: 'The editor' },
    subject: { type: 'post' },
  });
});

test('can be filtered, and read page by page', async () => {
  const byEditor = await read(`?actorId=${editor.id}&operation=posts`);
  expect(operations(byEditor.entries)).toEqual(['posts.create', 'posts.create', 'posts.create']);
  expect((await read('?operation=post')).entries).toEqual([]);
  expect(
    operations((await read('?subjectType=invite&operation=invites.create')).entries),
  ).toHaveLength(2);
  const [newest] = (await read('?limit=1')).entries;
  expect((await read(`?from=${encodeURIComponent('2099-01-01T00:00:00Z')}`)).entries).toEqual([]);
  expect(
    (await read(`?to=${encodeURIComponent(newest?.at ?? '')}&actorType=api_key`)).entries.length,
  ).toBeGreaterThan(0);

  const all = (await read('?limit=1000')).entries.map(({ id }) => id);
  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof read>> = await read(
      `?limit=2${cursor && `&before=${cursor}`}`,
    );
    paged.push(...page.entries.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
  expect((await owner.call('GET', '/api/v1/audit?before=x')).status).toBe(400);
});

test('comes as a file for a spreadsheet, where no cell is a formula', async () => {
  const answer = await product.request('GET', '/api/v1/audit/export?operation=invites');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="linchpin-audit-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const lines = (await answer.text()).trimEnd().split('\r\n');
  expect(lines[0]).toBe(
    'id,at,profileId,operation,actorType,actorId,actorName,subjectType,subjectId,details',
  );
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+@]/);
  const never = await product.request('GET', '/api/v1/audit/export?to=0000-01-01T00:00:00Z');
  expect([never.status, await never.json()]).toMatchObject([400, { code: 'INVALID_FIELD_VALUE' }]);
  const part = await product.request('GET', '/api/v1/audit/export?limit=1&format=json');
  expect(part.headers.get('x-next-cursor')).toMatch(/^\d+$/);
  expect(((await part.json()) as { entries: [] }).entries).toHaveLength(1);
});

test('is of the own workspaces, and for who may read it', async () => {
  expect((await editor.call('GET', '/api/v1/audit')).status).toBe(403);
  expect((await editor.call('GET', '/api/v1/audit/export')).status).toBe(403);
  expect((await editor.call('GET', '/api/v1/logs')).status).toBe(403);
  const key = await keyOfAnotherWorkspace(product);
  const { db, notifications } = product.app.store;
  await db
    .updateTable('apiKey')
    .set({ scopes: ['read', 'audit:read'] })
    .where('name', '=', 'Their key')
    .execute();
  notifications.tell('linchpin_keys');
  const answer = await product.request('GET', '/api/v1/audit', undefined, {
    Authorization: `Bearer ${key}`,
  });
  expect(await answer.json()).toEqual({ entries: [], nextCursor: null });
});
