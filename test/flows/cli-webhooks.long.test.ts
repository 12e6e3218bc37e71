import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebhookList, WebhookLogs } from '../../src/contract/index.ts';
import type { z } from 'zod';
import { startProduct, type Product } from '../harness/product.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

let product: Product;
let receiver: Receiver;
let dir: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-webhooks-'));
  [product, receiver, runCli] = await Promise.all([
    startProduct(),
    startReceiver(),
    bundleCli(join(dir, 'program')),
  ]);
});
afterAll(async () => {
  await product.close();
  await receiver.close();
  rmSync(dir, { recursive: true, force: true });
});

const linchpin = (...args: string[]) =>
  runCli(['webhooks', ...args], {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });
const json = async <T>(...args: string[]) =>
  JSON.parse((await linchpin(...args, '--json')).stdout) as T;

test('a webhook from its first line to its last', async () => {
  expect((await linchpin()).stdout).toMatch(/^No webhooks\. Make one: linchpin webhooks add/);
  const made = await linchpin('add', receiver.url);
  expect(made.code).toBe(0);
  const [, id = ''] = /Webhook ([0-9a-f]{24}) made/.exec(made.stdout) ?? [];
  const secret = /^whsec_\S+$/m.exec(made.stdout)?.[0] ?? '';
  expect(made.stderr).toContain('not shown again');

  const tested = await linchpin('test', id);
  expect(tested).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Delivered\. Status 200, \d+ ms\.$/m),
  });
  const verify = (index: number, with_: string) =>
    new StandardWebhook(with_).verify(
      String(receiver.got[index]?.body),
      receiver.got[index]?.headers as Record<string, string>,
    );
  expect(verify(0, secret)).toMatchObject({ type: 'webhook.test' });

  const listed = await linchpin('list', '--utc');
  const [headings = '', row = ''] = listed.stdout.split('\n');
  for (const [heading, cell] of [
    ['Id', id],
    ['Address', receiver.url],
    ['Format', 'standard'],
    ['Events', 'all'],
    ['State', 'on'],
  ] as const)
    expect(row.slice(headings.indexOf(heading))).toMatch(new RegExp(`^${cell}`));

  receiver.answer(() => ({ status: 500, body: 'broken' }));
  const failed = await linchpin('test', id);
  expect(failed.code).not.toBe(0);
  expect(failed.stderr).toContain('The receiver answered 500.');
  const log = await linchpin('log', id, '--failed');
  expect(log.stdout).toMatch(/webhook\.test .* 500 .*The receiver answered 500\. \(dead\)/);

  receiver.answer(() => ({ status: 200 }));
  const { logs } = await json<z.output<typeof WebhookLogs>>('log', id, '--failed');
  const replayed = await linchpin('replay', id, logs[0]?.eventId ?? '');
  expect(replayed).toMatchObject({ code: 0, stdout: 'Delivered.\n' });
  expect(receiver.got[2]?.body.equals(receiver.got[1]?.body ?? Buffer.alloc(0))).toBe(true);

  const rotated = await linchpin('rotate-secret', id);
  const next = /^whsec_\S+$/m.exec(rotated.stdout)?.[0] ?? '';
  await linchpin('test', id);
  verify(3, next);
  verify(3, secret);

  expect((await linchpin('remove', id)).stdout).toBe('Webhook removed.\n');
  expect((await json<z.output<typeof WebhookList>>('list')).webhooks).toEqual([]);
});

test('what is refused is said in words', async () => {
  const wrong = await linchpin('add', receiver.url, '--event', 'post.publishd');
  expect(wrong.code).toBe(3);
  expect(wrong.stderr).toMatch(/There is no event "post\.publishd"/);
  const unknown = await linchpin('add', receiver.url, '--format', 'xml', '--event', 'a');
  expect(unknown.code).toBe(3);
  expect(unknown.stderr).toMatch(/format/);
});
