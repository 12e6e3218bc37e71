import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { api, type Endpoint } from '../../src/contract/index.ts';
import { tools } from '../../src/mcp/tools/index.ts';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

const run = promisify(execFile);
const guide = readFileSync(new URL('../../docs/mcp.md', import.meta.url), 'utf8');
let product: Product;
let files: FileServer;
beforeAll(async () => {
  [product, files] = await Promise.all([startProduct(), serveFiles()]);
});
afterAll(async () => {
  await Promise.all([product?.close(), files?.close()]);
});

/** The commands of the guide, each with the lines of its body. */
const commands = (): string[] => {
  const [, block = ''] = /```sh\n(curl [^`]*)```/.exec(guide) ?? [];
  return block.split(/\n(?=curl )/).filter((command) => command.trim() !== '');
};

test('the commands of the guide do what it says', async () => {
  const env = {
    PATH: process.env['PATH'] ?? '',
    LINCHPIN_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
    PICTURE_URL: files.add('/oak.jpg', { type: 'image/jpeg', body: await makePicture() }),
  };
  const answers: unknown[] = [];
  for (const command of commands())
    answers.push(JSON.parse((await run('sh', ['-c', command], { env })).stdout));
  expect(answers).toMatchObject([
    {
      result: { tools: expect.arrayContaining([expect.objectContaining({ name: 'find_boards' })]) },
    },
    { result: { structuredContent: { boards: [{ name: 'Kitchens' }] } } },
    {
      result: {
        structuredContent: { post: { status: 'scheduled', at: '2099-03-01T08:00:00.000Z' } },
      },
    },
  ]);
});

test('the guide lists every tool, and which of them write', () => {
  const changes = ({ call }: (typeof tools)[number]): boolean =>
    (api[call] as Endpoint).effect !== 'read';
  const rows = tools.map(
    (one) => `| \`${one.name}\` | ${changes(one) ? 'writes' : 'reads'} | ${one.title} |`,
  );
  expect(guide).toContain(['| Tool | | |', '|---|---|---|', ...rows].join('\n'));
});
