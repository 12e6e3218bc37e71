import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

let product: Product;
let dir: string;
let photo: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-'));
  [product, runCli] = await Promise.all([startProduct(), bundleCli(join(dir, 'program'))]);
  photo = join(dir, 'photo.jpg');
  writeFileSync(photo, await makePicture());
});
afterAll(async () => {
  await product.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The command line as on the machine of the server, which keeps the address and the key. */
const linchpin = (...args: string[]) =>
  runCli(args, {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });

describe.concurrent('without a server', () => {
  /** A port on which nobody listens any more. */
  const freePort = (): Promise<number> =>
    new Promise((settle) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo; // It listens on a port.
        server.close(() => settle(port));
      });
    });

  test.each([['boards'], ['posts'], ['publish']])(
    '%s says so, and how to start one',
    async (verb) => {
      const port = await freePort();
      const args = verb === 'publish' ? ['publish', photo, '--board', 'Kitchens'] : [verb];
      const { code, stderr } = await runCli(args, {
        LINCHPIN_DATA_DIR: join(dir, 'data'),
        LINCHPIN_API_KEY: product.apiKey,
        LINCHPIN_PORT: String(port),
      });
      expect(code).toBe(5);
      expect(stderr).toContain(
        `No Linchpin server answers at http://127.0.0.1:${port}: nothing listens there.\n  Start it with "npm start"`,
      );
    },
  );

  /** Answers whatever is asked with these bytes. */
  const answering = (bytes: string): Promise<{ port: number; close(): void }> =>
    new Promise((settle) => {
      const server = createServer((socket) => {
        socket.on('error', () => {}); // The client hangs up on nonsense.
        socket.once('data', () => socket.end(bytes));
      }).listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo; // It listens on a port.
        settle({ port, close: () => server.close() });
      });
    });

  const page = (status: string, type: string, body: string) =>
    `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

  test.each([
    ['nothing but a hang-up', '', 'http', /it closed the connection before it answered\./],
    ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n', 'http', /does not speak HTTP\./],
    [
      'no https',
      page('200 OK', 'text/html', 'x'),
      'https',
      /does not speak https\.\n {2}Try http:/,
    ],
    [
      'a page',
      page('200 OK', 'text/html', '<p>'),
      'http',
      /Something else than a Linchpin.*\(200\)/,
    ],
    [
      'a page that is missing',
      page('404 No', 'text/html', '<p>'),
      'http',
      /Something else.*\(404\)/,
    ],
    ['JSON of others', page('404 No', 'application/json', '{"code":7}'), 'http', /Something else/],
    [
      'a proxy',
      page('502 Bad', 'text/html', '<p>'),
      'http',
      /A proxy answers.*no Linchpin.*\(502\)/,
    ],
  ])('%s: says so with the address, and ends with 5', async (_name, bytes, scheme, message) => {
    const { port, close } = await answering(bytes);
    const address = `${scheme}://127.0.0.1:${port}`;
    const { code, stdout, stderr } = await linchpin('boards', '--server', address);
    close();
    expect(stderr).toMatch(message);
    expect(stderr).toContain(address);
    expect([code, stdout]).toEqual([5, '']);
  });

  test.each([
    [
      'http://no-such-host.invalid',
      5,
      /no-such-host\.invalid: (there is no host|the name could not)/,
    ],
    ['http://127.0.0.1:9', 5, /http:\/\/127\.0\.0\.1:9: no program may use this port for HTTP\./],
    ['localhost:4400', 2, /"localhost:4400" is no address of a server\.\n {2}Write it as http:/],
  ])('--server %s: says why', async (address, exitCode, message) => {
    const { code, stderr } = await linchpin('boards', '--server', address);
    expect([code, stderr]).toEqual([exitCode, expect.stringMatching(message)]);
    const doctor = await linchpin('doctor', '--server', address);
    expect(doctor.code).toBe(exitCode === 2 ? 2 : 1);
  });

  test('--json: failed connections and wrong commands are JSON too', async () => {
    for (const args of [
      ['boards', '--server', 'http://127.0.0.1:9'],
      ['posts', '--limit', 'x'],
      ['frobnicate'],
    ]) {
      const { stdout, stderr } = await linchpin(...args, '--json');
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({ error: expect.any(String), problems: [{}] });
    }
  });

  test('settings that cannot be used are all named', async () => {
    const { code, stderr } = await runCli(['boards'], {
      LINCHPIN_PORT: 'abc',
      LINCHPIN_PUBLIC_URL: 'here',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/LINCHPIN_PORT="abc": must be a port number/);
    expect(stderr).toMatch(/LINCHPIN_PUBLIC_URL="here": must be an address/);
    expect(stderr).toContain('linchpin serve --help');
  });
});
