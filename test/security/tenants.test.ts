import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { api, type Endpoint, type EndpointName } from '../../src/contract/index.ts';
import { roles, scopesOfRole } from '../../src/domain/roles.ts';
import { expandScopes, type Scope } from '../../src/domain/scopes.ts';
import { registry } from '../../src/operations/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { currentSchema, listTables } from '../../src/store/schema/tables.ts';
import { rows, type Ids, type Row } from './tenant-rows.ts';
import { marker, startTenants, type TenantWorld } from './tenant-world.ts';

let world: TenantWorld;
let picture: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  world = await startTenants();
  picture = new Uint8Array(await makePicture());
});
afterAll(() => world?.close());

const create: EndpointName = 'workspaces.create';
/** That call comes last: a key with two workspaces goes another way than one with a single workspace. */
const names = [...(Object.keys(api) as EndpointName[]).filter((name) => name !== create), create];
/** Ids of nothing. */
const nowhere = (ids: Ids): Ids =>
  Object.fromEntries(Object.keys(ids).map((name) => [name, 'f'.repeat(24)])) as unknown as Ids;

async function call(name: EndpointName, row: Row, headers: Record<string, string>) {
  const { method, path }: Endpoint = api[name];
  const filled = path.replace(/\{(\w+)\}/g, (_, part: string) => {
    const value = row.path?.[part];
    if (value === undefined) throw new Error(`The row of ${name} gives no ${part}.`);
    return encodeURIComponent(value);
  });
  const form = new FormData();
  form.set('file', new Blob([picture]), 'a.jpg');
  const json = row.body === undefined ? null : JSON.stringify(row.body);
  const body = row.file === 'form' ? form : row.file === 'bytes' ? picture : json;
  const query = new URLSearchParams(row.query).toString();
  const answer = await fetch(`${world.product.url}${filled}${query && `?${query}`}`, {
    method,
    headers: { ...headers, ...(json !== null && { 'content-type': 'application/json' }) },
    ...(body !== null && { body }),
  });
  const text = await answer.text();
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1];
  return { status: answer.status, code, text };
}

/** Changes by itself while time passes, or tells of nobody's data. */
const restless = [
  'task',
  'board_refresh',
  'pin_import',
  'pin_import_board',
  'pin_import_page',
  'collection',
  'pin_collection',
  'token_renewal',
  'quota',
  'sign_in_failure',
  'api_key_use',
  'webhook_cursor',
  'instance',
];
const clocks =
  /"(used_at|seen_at|last_seen_at|leased_until|lease_\w+|due_at|updated_at)":("[^"]*"|null)/g;

/** Every row that names anything of the workspace. */
async function dump(): Promise<string[]> {
  const { db } = world.product.app.store;
  const tables = await listTables(db as never, await currentSchema(db as never));
  const kept = tables.filter(({ name }) => !restless.includes(name));
  const each = kept.map(
    ({ name }) =>
      sql`select ${name}::text as name, row_to_json(r)::text as row from ${sql.table(name)} r`,
  );
  const { rows: found } = await sql<{
    name: string;
    row: string;
  }>`${sql.join(each, sql` union all `)}`.execute(db);
  const own = Object.values(world.ids).filter((id) => id !== world.ids.elsewhere);
  return found
    .filter(({ row }) => marker.test(row) || own.some((id) => row.includes(id)))
    .map(({ name, row }) => `${name} ${row.replace(clocks, '')}`)
    .sort();
}

test('every call has a row', () => {
  expect(Object.keys(rows).sort()).toEqual([...names].sort());
  expect(Object.keys(registry).sort()).toEqual([...names].sort());
});

test('who shows nothing that counts is let in nowhere', async () => {
  const before = await dump();
  for (const name of names)
    for (const [caller, headers] of Object.entries(world.callers.nobody)) {
      const row = rows[name](world.ids);
      const { status, code } = await call(name, row, headers);
      const refusal = row.byAddress ? [403, 'UPLOAD_ADDRESS_EXPIRED'] : [401, 'UNAUTHORIZED'];
      expect([name, caller, status, code]).toEqual([name, caller, ...refusal]);
    }
  expect(await dump()).toEqual(before);
});

test.each(['key of another workspace', 'key of two other workspaces'])(
  'a %s sees and changes nothing',
  async (caller) => {
    const headers = world.callers.strangers[caller] ?? {};
    const own = Object.values(world.ids).filter((id) => id !== world.ids.board);
    let before = await dump();
    expect(before.length).toBeGreaterThan(30);
    for (const name of names) {
      const { status, text } = await call(name, rows[name](world.ids), headers);
      expect(status, `${name} ${text}`).toBeLessThan(500);
      // What the caller sent itself is no news.
      const sent = JSON.stringify(rows[name](world.ids).body ?? {});
      if (!marker.test(sent)) expect([name, marker.exec(text)?.[0]]).toEqual([name, undefined]);
      if (status < 300) {
        const shown = own.filter((id) => text.includes(id) && !sent.includes(id));
        expect([name, shown]).toEqual([name, []]);
      }
      const after = await dump();
      expect({ name, rows: after }).toEqual({ name, rows: before });
      before = after;
    }
  },
);

/** Exactly the calls whose scope is there are let through. */
async function probe(headers: Record<string, string>, scopes: readonly Scope[]) {
  const wrong: unknown[] = [];
  for (const name of names) {
    const { scope } = registry[name];
    const real = rows[name](world.ids);
    const may = [scope, real.alsoNeeds].every((each) => !each || scopes.includes(each));
    const { destructive }: Endpoint = api[name];
    const row = may && (destructive || real.once) ? rows[name](nowhere(world.ids)) : real;
    const { status, code } = await call(name, row, headers);
    if (real.byAddress) continue;
    const isRight = may
      ? ![401, 403].includes(status) || code === 'ROLE_TOO_HIGH'
      : status === 403 && code === 'INSUFFICIENT_PERMISSIONS';
    if (!isRight) wrong.push([name, scope, may, status, code]);
  }
  expect(wrong).toEqual([]);
}

describe('exactly what the scopes allow', () => {
  test('a key that may only read', () => probe(world.callers.reader, expandScopes(['read'])));
  test.each(roles)('%s', (role) => probe(world.callers.people[role], scopesOfRole(role)));
});

describe('two credentials in one request', () => {
  test.each<EndpointName>(['posts.list', 'posts.create', 'keys.create', 'workspaces.delete'])(
    '%s',
    async (name) => {
      const { apiKey } = world.product;
      const headers = { authorization: `Bearer ${apiKey}`, 'x-api-key': apiKey };
      const answers = [
        await call(name, rows[name](world.ids), headers),
        await call(name, { ...rows[name](world.ids), query: { api_key: apiKey } }, {}),
      ];
      for (const { status, code, text } of answers) {
        expect([status, code]).toEqual([400, 'CREDENTIALS_AMBIGUOUS']);
        expect(text).not.toContain(apiKey);
      }
    },
  );
});

/** What ends a workspace comes last, in this order. */
const ends: EndpointName[] = [
  'accounts.move',
  'accounts.disconnect',
  'people.remove',
  'workspaces.delete',
  'workspaces.create',
];

test('every row is valid: whoever may do everything is answered', async () => {
  const rank = (name: EndpointName) => {
    const { destructive }: Endpoint = api[name];
    return 10 * (ends.indexOf(name) + 1) + (destructive || rows[name](world.ids).once ? 1 : 0);
  };
  const wrong: unknown[] = [];
  for (const name of names.toSorted((a, b) => rank(a) - rank(b))) {
    const row = rows[name](world.ids);
    const { status, text } = await call(name, row, world.callers.everything);
    const isRight = status < 300 || status === row.refused?.status;
    if (!isRight) wrong.push([name, status, text.slice(0, 200)]);
  }
  expect(wrong).toEqual([]);
});
