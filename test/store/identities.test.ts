import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPool, type Pool } from '../../src/store/database/pool.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { migrations } from '../../src/store/schema/migrations/index.ts';
import { temporaryDatabase } from '../harness/database.ts';

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
let pool: Pool;
beforeEach(async () => {
  database = await temporaryDatabase({ empty: true });
  pool = openPool(database.connection, 2, () => {});
  await migrate(pool.db, { set: before });
});
afterEach(async () => {
  await pool.close();
  await database.drop();
});

/** The schema as it was before Pinterest users had rows of their own. */
const before = Object.fromEntries(
  Object.entries(migrations).filter(([name]) => name < '0013-requests'),
);

const run = (text: string) => sql.raw(text).execute(pool.db);
const all = async <Row>(text: string) => (await sql.raw<Row>(text).execute(pool.db)).rows;

async function account(id: string, workspace: string, user: string, tokenEnds: string | null) {
  await run(
    `insert into workspace (id, name) values ('${workspace}', '${workspace}') on conflict do nothing`,
  );
  await run(`insert into account (id, workspace_id, pinterest_user_id, username, display_name, status, scopes, sandbox,
      access_token, access_expires_at, spacing)
    values ('${id}', '${workspace}', '${user}', '${user}', '${user}', '${tokenEnds ? 'connected' : 'needs_reconnection'}',
      '{}', true, ${tokenEnds ? `'sealed to ${id}'` : 'null'}, ${tokenEnds ? `'${tokenEnds}'` : 'null'},
      '{"mode":"enforce"}')`);
}

async function pin(id: string, workspace: string, accountId: string) {
  await run(`insert into post (id, workspace_id, content, timezone, status, media_ids)
    values ('${id}', '${workspace}', '', 'UTC', 'scheduled', '{}')`);
  await run(`insert into pin (id, post_id, workspace_id, account_id, position, board_id, media_ids, status, due_at)
    values ('${id}', '${id}', '${workspace}', '${accountId}', 0, '1', '{}', 'scheduled', now())`);
}

test('accounts of one user in several workspaces become one identity, with the freshest tokens', async () => {
  await account('a1', 'w1', 'ana', '2026-12-01');
  await account('a2', 'w2', 'ana', '2027-01-01');
  await account('a3', 'w3', 'ana', null);
  await account('b1', 'w1', 'ben', '2026-12-01');
  for (const [id, workspace, owner] of [
    ['p1', 'w1', 'a1'],
    ['p2', 'w2', 'a2'],
    ['p3', 'w1', 'b1'],
  ] as const)
    await pin(id, workspace, owner);
  await run(
    `insert into quota values ('a1', 'org_write', 100, 60, 7, now()), ('a2', 'org_write', 100, 60, 5, now())`,
  );
  await run(`insert into link_pause (account_id, domain, until) values
    ('a1', 'spam.example', '2030-01-01'), ('a2', 'spam.example', '2031-01-01')`);
  await run(
    `insert into accepted_request (workspace_id, request_id, post_id) values ('w1', 'key', 'p1')`,
  );

  await migrate(pool.db);

  const identities =
    await all<object>(`select id, host, username, status, access_token::text, spacing->>'mode' as mode
    from identity order by id`);
  const token = (id: string) => `\\x${Buffer.from(`sealed to ${id}`).toString('hex')}`;
  expect(identities).toEqual([
    // Tokens are sealed to the id, so the identity has that of the account they came from.
    {
      id: 'a2',
      host: 'sandbox',
      username: 'ana',
      status: 'connected',
      accessToken: token('a2'),
      mode: 'enforce',
    },
    {
      id: 'b1',
      host: 'sandbox',
      username: 'ben',
      status: 'connected',
      accessToken: token('b1'),
      mode: 'enforce',
    },
  ]);
  expect(await all(`select id, identity_id from account order by id`)).toEqual([
    { id: 'a1', identityId: 'a2' },
    { id: 'a2', identityId: 'a2' },
    { id: 'a3', identityId: 'a2' },
    { id: 'b1', identityId: 'b1' },
  ]);
  expect(await all(`select id, identity_id from pin order by id`)).toEqual([
    { id: 'p1', identityId: 'a2' },
    { id: 'p2', identityId: 'a2' },
    { id: 'p3', identityId: 'b1' },
  ]);
  expect(await all(`select owner, used from quota`)).toEqual([{ owner: 'a2', used: 5 }]);
  expect(
    await all(`select identity_id, domain, extract(year from until)::int as year from spam_pause`),
  ).toEqual([{ identityId: 'a2', domain: 'spam.example', year: 2031 }]);
  expect(await all(`select operation, key, reference from request_record`)).toEqual([
    { operation: 'posts.create', key: 'key', reference: 'p1' },
  ]);
});

test('what a process of the release before still stores gets its identity as well', async () => {
  await account('a1', 'w1', 'ana', '2026-12-01');
  await migrate(pool.db);
  await pin('later', 'w1', 'a1');
  expect(await all(`select identity_id from pin`)).toEqual([{ identityId: 'a1' }]);
});
