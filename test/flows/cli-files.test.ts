import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMediaServer, type MediaServer } from '../harness/media-server.ts';
import { bundle } from '../harness/run-cli.ts';

const path = '/api/v1/pins/export';

let dir: string;
let program: string;
let server: MediaServer;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-files-'));
  [program, server] = await Promise.all([bundle(dir, 'src/main.ts'), startMediaServer()]);
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Prints the Pins as CSV; `read` takes what the program writes. */
async function printPins(read: (child: ReturnType<typeof start>) => void, origin = server.origin) {
  const child = start(['pins', 'list', '--csv', '--server', origin, '--key', 'k']);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  read(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

const start = (args: readonly string[]) =>
  spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', LINCHPIN_DATA_DIR: join(dir, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** A file without an end; ends with its connection. */
const endless = () =>
  new Promise<void>((ended) =>
    server.add(path, (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      const more = () => {
        while (response.write(`${'x'.repeat(1_000)}\r\n`));
      };
      response.on('drain', more);
      response.on('close', ended);
      more();
    }),
  );

test('a reader that ends ends the command: 141 and no message, as of any program', async () => {
  const ended = endless();
  const { code, stderr } = await printPins(({ stdout }) =>
    stdout.once('data', () => stdout.destroy()),
  );
  expect([code, stderr]).toEqual([141, '']);
  await ended;
});

test('a reader that was never there ends it too', async () => {
  const ended = endless();
  const { code, stderr } = await printPins(({ stdout }) => stdout.destroy());
  expect([code, stderr]).toEqual([141, '']);
  await ended;
});

test('a file is printed byte for byte', async () => {
  const text = `title\r\n${'Küche – „Eiche“, '.repeat(20_000)}\r\n`;
  server.add(path, Buffer.from(text));
  const printed: Buffer[] = [];
  const { code } = await printPins(({ stdout }) =>
    stdout.on('data', (chunk: Buffer) => printed.push(chunk)),
  );
  expect(code).toBe(0);
  expect(Buffer.concat(printed).toString() === text).toBe(true);
});

test('a refusal is told with its fix, and ends with 3', async () => {
  const problems = [{ code: 'X', message: 'No such day.', fix: 'Name another day.' }];
  server.add(path, (_request, response) =>
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: 'No such day.', code: 'X', details: { problems } })),
  );
  expect(await printPins(({ stdout }) => stdout.resume())).toEqual({
    code: 3,
    stderr: '✗ No such day.\n  Name another day.\n',
  });
});

test.each([
  ['no server', 'http://127.0.0.1:9', /^✗ No Linchpin server answers at http:\/\/127\.0\.0\.1:9:/],
  ['another server', undefined, /^✗ The server answered 404\.\n {2}Look whether the server runs/],
])('%s: says so, and ends with 5', async (_name, origin, message) => {
  server.add(path, (_request, response) => response.writeHead(404).end('<p>'));
  const { code, stderr } = await printPins(({ stdout }) => stdout.resume(), origin);
  expect([code, stderr]).toEqual([5, expect.stringMatching(message)]);
});
