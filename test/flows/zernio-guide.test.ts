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
  const guide = readFileSync(new URL('../../docs/zernio.md', import.meta.url), 'utf8');
  return [...guide.matchAll(/```sh\n(curl [^`]*)```/g)]
    .flatMap(([, block = '']) => block.split(/\n(?=curl )/))
    .filter((command) => command.trim() !== '');
};

test('the commands of the guide do what it says', async () => {
  const picture = join(product.dataDir, 'oak.jpg');
  writeFileSync(picture, await makePicture());
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    LINCHPIN_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
    ACCOUNT_ID: product.accountId,
    BOARD_ID: product.boards['Kitchens'] ?? '',
    PICTURE: picture,
  };
  const answers: unknown[] = [];
  for (const command of commands()) {
    const { stdout } = await run('sh', ['-c', command], { env: environment });
    const answer = JSON.parse(stdout) as { url?: string; error?: string };
    expect([command, answer.error]).toEqual([command, undefined]);
    if (answer.url !== undefined) environment['MEDIA_URL'] = answer.url;
    answers.push(answer);
  }
  const planned = (title: string, boardName: string, altText: string | null) => ({
    status: 'scheduled',
    platforms: [{ platformSpecificData: { title, boardName, altText } }],
  });
  expect(answers).toMatchObject([
    { profiles: [{ _id: product.app.workspaceId }] },
    { accounts: [{ _id: product.accountId }] },
    { boards: expect.arrayContaining([expect.objectContaining({ name: 'Kitchens' })]) },
    { url: expect.stringContaining('/media/'), contentType: 'image/jpeg' },
    { post: planned('Oak and brass', 'Kitchens', 'A round table') },
    { posts: [{ scheduledFor: '2099-03-01T08:00:00.000Z' }] },
    { overview: { scheduledPosts: 1 } },
    { summary: { total: 1 } },
    { hasAccess: true },
    { logs: expect.any(Array) },
    { post: planned('Elm', 'Kitchens', null) },
  ]);
});
