import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PostImportReport } from '../../src/contract/index.ts';
import { allScopes } from '../../src/domain/scopes.ts';
import { execute, registry, type Call } from '../../src/operations/index.ts';
import { until } from '../crash/crash-harness.ts';
import { startPublishing, type Publishing } from './publisher.ts';

let here: Publishing;
beforeEach(async () => {
  here = await startPublishing();
  // What is to be made of a row is forgotten once it is made; here it is kept.
  for (const statement of [
    `create table kept_post (number int primary key, post jsonb)`,
    `create function keep_post() returns trigger language plpgsql as $$
    begin
      insert into kept_post values (old.number, old.post) on conflict do nothing;
      return new;
    end $$`,
    `create trigger kept before update of post on post_import_row for each row
      when (old.post is not null) execute function keep_post()`,
  ])
    await sql.raw(statement).execute(db());
});
afterEach(() => here.close());

const db = () => here.harness.store.db;
const call = <T>(name: keyof typeof registry, input: object) => {
  const { workspaceId } = here.harness.account(0);
  const given: Call = {
    ...here.app().deps,
    idempotencyKey: null,
    actor: {
      type: 'system',
      id: null,
      name: 'test',
      grants: [{ workspaceId, scopes: allScopes }],
    },
  };
  return execute(registry[name], given, input) as Promise<T>;
};
const rows = 250;

async function take(): Promise<string> {
  const lines = Array.from(
    { length: rows },
    (_, index) => `Row ${index},picture.jpg,Board,About row ${index}`,
  );
  const text = ['Title,Image,Board,Description', ...lines].join('\n');
  const { id } = await call<PostImportReport>('postImports.start', {
    file: Readable.from([Buffer.from(text)]),
    filename: 'plan.csv',
  });
  await until('all rows are made', async () => (await now(id)).state === 'done', 30_000);
  return id;
}
const now = (importId: string) => call<PostImportReport>('postImports.get', { importId });
const countPosts = async () =>
  Number((await sql<{ count: string }>`select count(*) from post`.execute(db())).rows[0]?.count);

/** The rows from this one on as they are left by a process that died after it had made them. */
async function forgetFrom(number: number, state: 'working' | 'cancelling'): Promise<void> {
  await here.harness.store.transaction(async (tx) => {
    await sql`
      update post_import_row stored set outcome = null, post_id = null, problems = null, post = kept.post
      from kept_post kept where kept.number = stored.number and stored.number >= ${number}`.execute(
      tx,
    );
    await sql`
      update post_import set state = ${state}, made = ${number - 1}, ended_at = null, due_at = now()`.execute(
      tx,
    );
  });
}

test('posts that a worker made before it died are found, and not made again', async () => {
  const id = await take();
  expect(await countPosts()).toBe(rows);
  await forgetFrom(101, 'working');
  await until('it ended again', async () => (await now(id)).state === 'done', 30_000);
  expect(await now(id)).toMatchObject({
    made: rows,
    counts: { created: rows, existing: 0, waiting: 0, refused: 0 },
  });
  expect(await countPosts()).toBe(rows);
});

test('a cancelled import tells of the posts that were made before its worker died', async () => {
  const id = await take();
  await sql`delete from request_record where key = (
    select key from post_import_row where import_id = ${id} and number = ${rows})`.execute(db());
  await forgetFrom(201, 'cancelling');
  await until('it ended again', async () => (await now(id)).state === 'cancelled', 30_000);
  expect((await now(id)).counts).toMatchObject({ created: rows - 1, cancelled: 1, waiting: 0 });
});
