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
  const guide = readFileSync(new URL('../../docs/bundle-social.md', import.meta.url), 'utf8');
  const [, block = ''] = /```sh\n([^`]*)```/.exec(guide) ?? [];
  return block.split(/\n(?=curl )/).filter((command) => command.trim() !== '');
};

test('the commands of the guide do what it says', async () => {
  const picture = join(product.dataDir, 'oak.jpg');
  writeFileSync(picture, await makePicture());
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    LINCHPIN_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
    TEAM_ID: product.app.workspaceId,
    PICTURE: picture,
  };
  const answers: unknown[] = [];
  for (const command of commands()) {
    const { stdout } = await run('sh', ['-c', command], { env: environment });
    const answer = JSON.parse(stdout) as { id?: string };
    expect([command, (answer as { statusCode?: number }).statusCode]).toEqual([command, undefined]);
    if (command.includes('/upload/')) environment['UPLOAD_ID'] = answer.id ?? '';
    answers.push(answer);
  }
  expect(answers).toMatchObject([
    { status: 'ok' },
    { id: 'linchpin' },
    { items: [{ id: product.app.workspaceId }] },
    { type: 'PINTEREST', username: 'linchpin_demo' },
    { type: 'image' },
    { status: 'SCHEDULED', referenceKey: 'row-1' },
    { referenceKey: 'row-1' },
    { items: [{ referenceKey: 'row-1' }], total: 1 },
    { items: [] },
    { used: expect.any(Number) },
  ]);
});
