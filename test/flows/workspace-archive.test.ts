import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let product: Scheduling['product'];
let make: Scheduling['make'];
beforeAll(async () => {
  ({ product, make } = await startScheduling());
});
afterAll(() => product?.close());

async function read(headers: Record<string, string> = {}) {
  const path = `/api/v1/profiles/${product.app.workspaceId}/export`;
  const answer = await product.request('GET', path, undefined, headers);
  if (!answer.ok) return { status: answer.status, files: new Map<string, string>() };
  const tar = extract();
  Readable.from([gunzipSync(Buffer.from(await answer.arrayBuffer()))]).pipe(tar);
  const files = new Map<string, string>();
  for await (const entry of tar) files.set(entry.header.name, await text(entry));
  return { status: answer.status, files };
}

test('everything of a workspace, without secrets, and nothing stays behind', async () => {
  const made = await make('In the archive', { tags: ['kept'] });
  const { files } = await read();
  expect([...files.keys()].sort()).toEqual([
    'accounts.json',
    'analytics/linchpin_demo/account.csv',
    'analytics/linchpin_demo/days.csv',
    'analytics/linchpin_demo/pins.csv',
    'archive.json',
    'boards.json',
    'media.ndjson',
    'pins.csv',
    'posts.csv',
    'posts.ndjson',
    'queues.json',
  ]);
  const json = (name: string): unknown => JSON.parse(files.get(name) ?? '');
  const lines = (name: string) =>
    (files.get(name) ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  expect(json('archive.json')).toMatchObject({
    workspace: { _id: product.app.workspaceId },
    leftOut: [],
  });
  expect(json('boards.json')).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'Kitchens' })]),
  );
  const { post } = await product.client.posts.get(made._id);
  expect(lines('posts.ndjson')).toContainEqual(post);
  expect(lines('media.ndjson')).toContainEqual(
    expect.objectContaining({ id: made.mediaItems[0]?.mediaId }),
  );
  expect(files.get('posts.csv')).toContain('In the archive');
  const whole = [...files.values()].join('\n');
  expect(whole).not.toMatch(/access_?token|refresh_?token|pina_/i);
  expect(readdirSync(join(product.dataDir, 'media', 'incoming'))).toEqual([]);
});

test('nobody else gets it', async () => {
  const key = await keyOfAnotherWorkspace(product);
  const { status } = await read({ Authorization: `Bearer ${key}` });
  expect(status).toBe(404);
});
