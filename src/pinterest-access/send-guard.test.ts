import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPinterestClient } from '../pinterest/index.ts';
import { withSendGuard } from './send-guard.ts';

let server: Server;
let received = 0;
const agent = new Agent();
beforeAll(async () => {
  server = createServer((request, response) => {
    received += 1;
    request.resume();
    response.setHeader('content-type', 'application/json').end('{"id":"1","username":"ana"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await agent.close();
  server.close();
});

const client = (mayLeave: () => boolean) =>
  createPinterestClient({
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accessToken: 'token',
    dispatcher: withSendGuard(agent, mayLeave),
    retry: { maxRetries: 0 },
  });
const body = {
  board_id: '1',
  media_source: { source_type: 'image_url' as const, url: 'https://example.com/a.jpg' },
};

test('a request that may leave does, and is answered', async () => {
  await expect(client(() => true).pins.create(body)).resolves.toMatchObject({ id: '1' });
  expect(received).toBe(1);
});

test('one that may not is certain not to have been sent', async () => {
  await expect(client(() => false).pins.create(body)).rejects.toMatchObject({
    name: 'PinterestError',
    outcome: 'not_sent',
  });
  await client(() => true).pins.create(body);
  expect(received).toBe(2);
});

test('it is asked when a connection is there, not when the request is made', async () => {
  let asked = false;
  const pending = client(() => (asked = true)).pins.create(body);
  expect(asked).toBe(false);
  await pending;
  expect(asked).toBe(true);
});
