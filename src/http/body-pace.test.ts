import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchBodyPace } from './body-pace.ts';

const app = fastify();
let port = 0;
beforeAll(async () => {
  watchBodyPace(app, { windowMs: 50, minBytes: 1_000 });
  app.post('/', (request, reply) => reply.send({ got: JSON.stringify(request.body).length }));
  await app.listen({ port: 0 });
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => app.close());

const head = (length: number) =>
  `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

test('a body that does not come on ends its connection', async () => {
  const socket = connect(port);
  socket.write(`${head(1_000)}"`);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
});

test('a body that comes on is waited for over many windows', async () => {
  const socket = connect(port);
  socket.write(`${head(40_002)}"`);
  let sent = 0;
  const dribble = setInterval(() => {
    socket.write('a'.repeat(2_000));
    sent += 1;
    if (sent < 20) return;
    clearInterval(dribble);
    socket.write('"');
  }, 20);
  const answer = await text(socket);
  clearInterval(dribble);
  expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*"got":40002/);
});
