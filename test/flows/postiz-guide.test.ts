import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

const run = promisify(execFile);
let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.close());

/** The commands of the guide, each with the lines of its body. */
const commands = (): string[] => {
  const guide = readFileSync(new URL('../../docs/postiz.md', import.meta.url), 'utf8');
  const [, block = ''] = /```sh\n(curl [^`]*)```/.exec(guide) ?? [];
  return block.split(/\n(?=curl )/).filter((command) => command.trim() !== '');
};

test('the commands of the guide do what it says', async () => {
  const picture = join(product.dataDir, 'oak.jpg');
  writeFileSync(picture, await makePicture());
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    LINCHPIN_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
    CHANNEL_ID: product.accountId,
    PICTURE: picture,
  };
  const answers: unknown[] = [];
  for (const command of commands()) {
    const { stdout } = await run('sh', ['-c', command], { env: environment });
    const answer = JSON.parse(stdout) as { path?: string; statusCode?: number };
    expect([command, answer.statusCode]).toEqual([command, undefined]);
    if (answer.path !== undefined) environment['UPLOAD_PATH'] = answer.path;
    answers.push(answer);
  }
  expect(answers).toMatchObject([
    { connected: true },
    [{ id: product.accountId }],
    { output: expect.arrayContaining([expect.objectContaining({ name: 'Kitchens' })]) },
    { path: expect.stringMatching(/\.jpg$/) },
    [{ integration: product.accountId }],
    { posts: [{ state: 'QUEUE', content: 'A table of oak.' }] },
    expect.arrayContaining([expect.objectContaining({ label: 'Impressions' })]),
    { total: 0 },
  ]);
});
