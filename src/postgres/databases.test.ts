import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, dropDatabase, startEmbedded, type EmbeddedServer } from './index.ts';

let area: string;
let server: EmbeddedServer;

beforeAll(async () => {
  area = fs.mkdtempSync(path.join(os.tmpdir(), 'lp-db-'));
  fs.chmodSync(area, 0o755);
  server = await startEmbedded({ dir: path.join(area, 'postgres') });
});

afterAll(async () => {
  await server.stop();
  fs.rmSync(area, { recursive: true, force: true });
});

async function run(connection: EmbeddedServer['connection'], sql: string): Promise<unknown[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a copy of a template is a database of its own, whatever it is called', async () => {
  const template = await createDatabase(server.connection, 'a "template"; drop table x');
  await run(template, 'create table kept as select 7 as n');
  const copy = await createDatabase(server.connection, 'Copy', { template: template.database });
  expect(await run(copy, 'select n from kept')).toEqual([{ n: 7 }]);
  await run(copy, 'delete from kept');
  expect(await run(template, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('dropping ends the sessions, and needs no database', async () => {
  const connection = await createDatabase(server.connection, 'busy');
  const client = new Client(connection);
  const ended = new Promise((resolve) => client.once('end', resolve));
  client.on('error', () => {});
  await client.connect();
  await dropDatabase(server.connection, 'busy');
  await ended;
  await dropDatabase(server.connection, 'busy');
  await expect(run(connection, 'select 1')).rejects.toThrow('does not exist');
});

test('a name that PostgreSQL would cut or refuse is refused', async () => {
  for (const name of ['', 'ü'.repeat(32), 'a\0b'])
    await expect(createDatabase(server.connection, name)).rejects.toThrow('cannot name a database');
});
