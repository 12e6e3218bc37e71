import { execFile, execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

const run = promisify(execFile);
const client = new URL('../../clients/python/', import.meta.url).pathname;

/** A Python that is new enough, or null. */
function findPython(): string | null {
  try {
    execFileSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']);
    return 'python3';
  } catch {
    return null;
  }
}
const python = findPython();

describe.skipIf(python === null)('the client of Python', () => {
  let product: Product;
  let dir: string;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'linchpin-python-'));
    product = await startProduct();
    writeFileSync(join(dir, 'oak.jpg'), await makePicture());
  });
  afterAll(async () => {
    await product?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const runPython = async (program: string, more: Record<string, string> = {}): Promise<string> => {
    const { stdout } = await run(python ?? '', ['-W', 'error', '-c', program], {
      env: {
        PATH: process.env['PATH'] ?? '',
        PYTHONPATH: join(client, 'src'),
        PYTHONDONTWRITEBYTECODE: '1',
        LINCHPIN_URL: product.url,
        LINCHPIN_API_KEY: product.apiKey,
        PICTURE: join(dir, 'oak.jpg'),
        ...more,
      },
    });
    return stdout;
  };

  test('the program of its README does what it says', async () => {
    const [, program = ''] =
      /```python\n([^`]*)```/.exec(readFileSync(join(client, 'README.md'), 'utf8')) ?? [];
    const lines = (await runPython(program)).trim().split('\n');
    const { posts } = await product.client.posts.list({ status: 'scheduled' });
    expect(lines).toEqual([
      'scheduled',
      `${posts[0]?._id} 2099-03-01T08:00:00.000Z`,
      expect.stringMatching(/^NOT_FOUND Check the id/),
    ]);
  });

  test('what is sent: null, flags, pages, and the types of every call can be read', async () => {
    const out = await runPython(`
import os, typing
from linchpin_client import LinchpinClient, calls, types
linchpin = LinchpinClient(os.environ["LINCHPIN_URL"], os.environ["LINCHPIN_API_KEY"])
account = linchpin.accounts.list()["accounts"][0]["_id"]
target = {"accountId": account, "platformSpecificData": {"boardId": "Kitchens"}}
post = linchpin.posts.create(is_draft=True, title="Oak", content="Words", platforms=[target])["post"]
changed = linchpin.posts.update(post["_id"], content=None)["post"]
again = [linchpin.posts.create(is_draft=True, title="Once", platforms=[target], idempotency_key="once")["post"]["_id"] for _ in range(2)]
print(len(set(again)))
print(repr(changed["content"]), changed["title"])
boards = linchpin.boards.list(account, refresh=True)["boards"]
print(len(boards) > 0)
entries = list(linchpin.audit.each(limit=1))
print(len(entries) == len({entry["id"] for entry in entries}) > 1)
for noun in vars(calls).values():
    for name, method in vars(noun).items() if getattr(noun, "__module__", "") == calls.__name__ else ():
        if not name.startswith("_"):
            typing.get_type_hints(method)
for name, value in vars(types).items():
    if typing.is_typeddict(value):
        typing.get_type_hints(value)
print("typed")
`);
    expect(out.trim().split('\n')).toEqual(['1', "'' Oak", 'True', 'True', 'typed']);
  });

  test('a call whose answer is lost is sent again under the same key', async () => {
    const keys: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      keys.push(request.headers['idempotency-key'] as string | undefined);
      if (keys.length === 1) return void request.socket.destroy();
      if (keys.length === 2)
        return void response
          .writeHead(429, { 'retry-after': '0', 'content-type': 'application/json' })
          .end('{"error":"Slow.","code":"RATE_LIMITED"}');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"post":{"_id":"1"}}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // It listens on a port.
    const out = await runPython(`
from linchpin_client import LinchpinClient
print(LinchpinClient("http://127.0.0.1:${port}", "key").posts.create(is_draft=True)["post"]["_id"])
`);
    server.close();
    expect(out.trim()).toBe('1');
    expect(keys).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a request to a webhook is believed only with the right signature, in time', async () => {
    const secret = `whsec_${Buffer.from('a'.repeat(32)).toString('base64')}`;
    const body = '{"type":"pin.published","timestamp":"2026-12-01T09:00:00Z","data":{}}';
    const at = new Date('2026-12-01T09:00:00Z');
    const out = await runPython(
      `
import os
from linchpin_client import LinchpinWebhookError, verify_webhook
body, secret, now = os.environ["BODY"], os.environ["SECRET"], ${at.getTime() / 1000}
headers = {"Webhook-Id": "1", "Webhook-Timestamp": str(int(now)), "Webhook-Signature": os.environ["SIGNATURE"]}
print(verify_webhook(body, headers, secret, now=now)["type"])
for args in [(body + " ", headers, secret, now), (body, headers, secret, now + 301), (body, {}, secret, now), (body, headers, "whsec_YQ==", now)]:
    try:
        verify_webhook(*args[:3], now=args[3])
        print("believed")
    except LinchpinWebhookError:
        print("refused")
`,
      { BODY: body, SECRET: secret, SIGNATURE: new Webhook(secret).sign('1', at, body) },
    );
    expect(out.trim().split('\n')).toEqual(['pin.published', ...Array<string>(4).fill('refused')]);
  });
});
