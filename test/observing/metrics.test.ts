import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from 'undici';
import { startHere } from '../jobs/publisher.ts';
import { createHarness, until } from '../crash/crash-harness.ts';
import { cookieOf, send as post, setUpOwner, tokenOf, visitorWith } from '../harness/people.ts';
import { startReceiver } from '../harness/receiver.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, postOnce, send, target, upload } from '../harness/publishing.ts';
import { keptLog, readFigures, type LogLine } from './figures.ts';

const policy = {
  reconcileDelaysMs: [50],
  absentAfterReads: 3,
  absentAfterMs: 500,
  rateLimitDelayMs: 50,
  unreachableDelaysMs: [50],
  createTimeoutMs: 3_000,
};
const log = keptLog('debug');
let product: Product;
let mediaIds: string[];
beforeAll(async () => {
  product = await startProduct({ app: { policy, logger: log.logger } });
  mediaIds = [await upload(product, await makePicture())];
});
afterAll(() => product.close());

const figures = async () => readFigures(await (await fetch(`${product.url}/metrics`)).text());
const publish = (title: string, headers: Record<string, string> = {}) =>
  send(
    product,
    {
      content: 'Nothing of this belongs into a log',
      mediaIds,
      platforms: [target(product, { title, link: 'https://example.com/x?token=hidden' })],
      publishNow: true,
    },
    headers,
  );
const strike = (...answers: Parameters<typeof product.sandbox.control.addFault>[0]['then'][]) => {
  for (const then of answers)
    product.sandbox.control.addFault({ match: { operation: 'pins/create', times: 1 }, then });
};

/** What changed between two scrapes. */
async function during(work: () => Promise<unknown>): Promise<(name: string) => number> {
  const before = await figures();
  await work();
  const after = await figures();
  return (name) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
}

const step = (from: string, outcome: string, code = '') =>
  `linchpin_pin_steps_total{step="${from}",outcome="${outcome}",code="${code}"}`;
const asked = (operation: string, status: string) =>
  `linchpin_pinterest_request_duration_seconds_count{operation="${operation}",status="${status}"}`;

describe('/metrics', () => {
  test('counts what the sandbox saw: a limit, a lost answer, a refusal, a success', async () => {
    const change = await during(async () => {
      strike({ status: 429, body: { code: 8, message: 'limit' } }, { drop: 'after' });
      expect((await publish('Eventful')).status).toBe(201);
      strike({ status: 400, body: { code: 4711, message: 'No' } });
      expect((await publish('Refused')).status).toBe(207);
      expect((await publish('Plain')).status).toBe(201);
    });
    expect(change(step('preparing', 'held', 'PIN_RATE_LIMITED'))).toBe(1);
    expect(change(step('preparing', 'again', 'PINTEREST_UNAVAILABLE'))).toBe(1);
    expect(change(step('reconciling', 'published'))).toBe(1);
    expect(change(step('preparing', 'failed', 'PIN_REJECTED'))).toBe(1);
    expect(change(step('preparing', 'published'))).toBe(1);
    expect(change(asked('pins.create', '429'))).toBe(1);
    expect(change(asked('pins.create', 'none'))).toBe(1);
    expect(change(asked('pins.create', '400'))).toBe(1);
    expect(change(asked('pins.create', '201'))).toBe(1);
    expect(change(asked('boards.listPins', '200'))).toBeGreaterThanOrEqual(1);
    expect(change('linchpin_reconcile_results_total{result="adopted"}')).toBe(1);
    expect(change('linchpin_reconcile_results_total{result="absent"}')).toBe(0);
    expect(change('linchpin_publish_lag_seconds_count')).toBe(2);
    expect(change('linchpin_claim_lag_seconds_count')).toBeGreaterThanOrEqual(5);
    const accepted = 'method="POST",route="/api/v1/posts"';
    expect(change(`linchpin_http_request_duration_seconds_count{${accepted},status="201"}`)).toBe(
      2,
    );
    expect(change(`linchpin_http_request_duration_seconds_count{${accepted},status="207"}`)).toBe(
      1,
    );
  });

  test('an absence that is proven, and the lag of a Pin that is late', async () => {
    const change = await during(async () => {
      strike({ drop: 'before' });
      expect((await publish('Twice')).status).toBe(201);
    });
    expect(change('linchpin_reconcile_results_total{result="absent"}')).toBe(1);
    // Proving it takes absentAfterMs, so it is out between half a second and the patience of the test.
    expect(change('linchpin_publish_lag_seconds_bucket{le="0.5"}')).toBe(0);
    expect(change('linchpin_publish_lag_seconds_bucket{le="60"}')).toBe(1);
  });

  test('shows what waits, the limits and the accounts, from the database', async () => {
    product.sandbox.control.addFault({
      match: { operation: 'pins/create' },
      then: {
        status: 429,
        body: { code: 8, message: 'limit' },
        headers: { 'retry-after': '3600' },
      },
    });
    const { body } = await send(product, {
      content: 'x',
      mediaIds,
      platforms: [target(product, { title: 'Waits' })],
      scheduledFor: new Date(Date.now() + 100).toISOString(),
    });
    const held = await postOnce(
      product,
      body.post._id,
      (post) => onlyTarget(post).heldReason !== null,
    );
    product.sandbox.control.clearFaults();
    await send(product, {
      content: 'x',
      mediaIds,
      platforms: [target(product, { title: 'Asks' })],
      requiresApproval: true,
      publishNow: true,
    });
    await send(product, {
      content: 'x',
      mediaIds,
      platforms: [target(product, { title: 'Planned' })],
      scheduledFor: '2099-01-01T00:00:00Z',
    });
    const now = await figures();
    expect(now.get('linchpin_pins{state="held"}')).toBe(1);
    expect(now.get('linchpin_pins{state="waiting_for_approval"}')).toBe(1);
    expect(now.get('linchpin_pins{state="due"}')).toBe(0);
    expect(now.get('linchpin_oldest_due_pin_age_seconds')).toBe(0);
    expect(now.get('linchpin_pins{state="outcome_unknown"}')).toBe(0);
    expect(now.get('linchpin_accounts{status="connected"}')).toBe(1);
    expect(now.get('linchpin_publishers')).toBe(1);
    expect(now.get('linchpin_database_up')).toBe(1);
    expect(now.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(now.get('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    await product.client.posts.cancel(held._id);
    expect((await figures()).get('linchpin_pins{state="held"}')).toBe(0);
  });

  test('shows webhooks: what waits, how attempts ended, and which are off', async () => {
    const receiver = await startReceiver();
    try {
      const dead = createServer();
      await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
      const { port } = dead.address() as AddressInfo;
      await new Promise((resolve) => dead.close(resolve));
      const add = async (url: string) =>
        (await product.client.webhooks.create({ name: url, url, events: ['post.scheduled'] }))
          .webhook._id;
      await add(`${receiver.url}/good`);
      const lost = await add(`http://127.0.0.1:${port}/lost`);
      const attempts = (outcome: string) =>
        `linchpin_webhook_attempt_duration_seconds_count{outcome="${outcome}"}`;
      const change = await during(async () => {
        await send(product, {
          content: 'x',
          mediaIds,
          platforms: [target(product, { title: 'Told' })],
          scheduledFor: '2099-01-02T00:00:00Z',
        });
        await until('both were tried', async () => {
          const now = await figures();
          return [attempts('delivered'), attempts('again')].every((name) => now.get(name));
        });
      });
      expect([change(attempts('delivered')), change(attempts('again'))]).toEqual([1, 1]);
      const now = await figures();
      expect(now.get('linchpin_webhook_deliveries_waiting')).toBe(1);
      expect(now.get('linchpin_oldest_webhook_delivery_age_seconds')).toBeGreaterThan(0);
      expect(now.get('linchpin_webhooks{state="active"}')).toBe(2);
      expect(now.get('linchpin_webhooks{state="failing"}')).toBe(1);
      expect(now.get('linchpin_webhooks{state="disabled"}')).toBe(0);
      await product.client.webhooks.delete({ webhookId: lost });
      const after = await figures();
      expect(after.get('linchpin_webhook_deliveries_waiting')).toBe(0);
      expect(after.get('linchpin_oldest_webhook_delivery_age_seconds')).toBe(0);
    } finally {
      await receiver.close();
    }
  });

  test('are all explained in docs/monitoring.md, which names no other', async () => {
    const text = await (await fetch(`${product.url}/metrics`)).text();
    const shown = [...text.matchAll(/^# HELP (linchpin_\w+) \S/gm)].map((match) => match[1]);
    const document = readFileSync(join(import.meta.dirname, '../../docs/monitoring.md'), 'utf8');
    const explained = [...document.matchAll(/`(linchpin_\w+)`/g)].map((match) => match[1]);
    expect(explained.toSorted()).toEqual(shown.toSorted());
  });

  test('says nothing of content, keys or tokens', async () => {
    const text = await (await fetch(`${product.url}/metrics`)).text();
    expect(text).not.toMatch(/Eventful|Nothing of this|hidden|Kitchens|linchpin_demo/);
    expect(text).not.toContain(product.apiKey);
  });
});

describe('who may read /metrics', () => {
  const ask = async (headers: Record<string, string>) =>
    (await request(`${product.url}/metrics`, { headers })).statusCode;

  test('this machine, unless it asks for somebody else or by a foreign name', async () => {
    expect(await ask({})).toBe(200);
    expect(await ask({ 'x-forwarded-for': '203.0.113.9' })).toBe(401);
    expect(await ask({ forwarded: 'for=203.0.113.9' })).toBe(401);
    expect(await ask({ host: 'evil.example' })).toBe(401);
  });

  test('an API key that may read; a wrong one not, even from here', async () => {
    const far = { 'x-forwarded-for': '203.0.113.9' };
    expect(await ask({ ...far, authorization: `Bearer ${product.apiKey}` })).toBe(200);
    expect(await ask({ authorization: 'Bearer wrong' })).toBe(401);
  });

  test('of another workspace than the first, nobody: the figures are of the whole installation', async () => {
    const owner = await setUpOwner(product);
    const { profile } = await product.client.workspaces.create({ name: 'Of somebody else' });
    const { url } = await product.client.invites.create({ profileId: profile._id, role: 'owner' });
    const joined = await post(`${product.url}/api/invite`, 'POST', {
      token: tokenOf(url),
      login: 'owner-of-another',
      name: 'Another',
      password: 'owns the other one',
    });
    const cookie = cookieOf(joined);
    const { apiKey } = (
      await visitorWith(product, cookie).call('POST', '/api/v1/api-keys', {
        name: 'Theirs',
        scopes: ['instance:metrics'],
      })
    ).body;
    const far = { 'x-forwarded-for': '203.0.113.9' };
    expect(await ask({ ...far, cookie })).toBe(403);
    expect(await ask({ ...far, authorization: `Bearer ${apiKey.key}` })).toBe(403);
    expect(await ask({ ...far, cookie: owner.cookie })).toBe(200);
    await product.client.workspaces.delete(profile._id);
  });
});

describe('the log', () => {
  const ofPin = (pinId: string) => (line: LogLine) => line['pinId'] === pinId;

  test('joins a request with the Pins it made, and the Pins with their outcome', async () => {
    const { body } = await publish('Logged', { 'x-request-id': 'my-request-1' });
    const { pinId } = onlyTarget(body.post);
    await until(
      'both lines are there',
      () =>
        log.lines.some((line) => line['requestId'] === 'my-request-1') &&
        log.lines.some(ofPin(pinId)),
    );
    const accepted = log.lines.find((line) => line['requestId'] === 'my-request-1');
    expect(accepted).toMatchObject({
      level: 30,
      msg: 'request',
      method: 'POST',
      path: '/api/v1/posts',
      operation: 'posts.create',
      status: 201,
      ms: expect.any(Number),
      postId: body.post._id,
      pinIds: [pinId],
      workspaceId: expect.any(String),
      key: 'Bootstrap key',
    });
    const [logged] = product.sandbox.control.requests({ operation: 'pins/create' }).slice(-1);
    expect(log.lines.filter(ofPin(pinId))).toMatchObject([
      {
        level: 30,
        msg: 'Pin published',
        postId: body.post._id,
        accountId: product.accountId,
        workspaceId: expect.any(String),
        step: 'preparing',
        outcome: 'published',
        ms: expect.any(Number),
        lagMs: expect.any(Number),
        pinterestRequestId: logged?.id,
      },
    ]);
  });

  test('warns of what failed and what waits, with the code', async () => {
    strike({ status: 429, body: { code: 8, message: 'limit' } }, { drop: 'after' });
    const eventful = await publish('Eventful too');
    strike({ status: 400, body: { code: 4711, message: 'No' } });
    const refused = await publish('Refused too');
    const lines = (answer: typeof refused) =>
      log.lines.filter(ofPin(onlyTarget(answer.body.post).pinId));
    // A step is logged after it is stored, and its end is announced by storing it.
    await until('both ends are logged', () =>
      [eventful, refused].every((answer) =>
        lines(answer).some(({ outcome }) => outcome === 'published' || outcome === 'failed'),
      ),
    );
    expect(lines(eventful).filter(({ level }) => level > 20)).toMatchObject([
      { level: 40, msg: 'Pin held', code: 'PIN_RATE_LIMITED', waitMs: 50 },
      { level: 40, msg: 'Answer lost, searching for the Pin', code: 'PINTEREST_UNAVAILABLE' },
      { level: 30, msg: 'Pin published', step: 'reconciling' },
    ]);
    expect(lines(refused)).toMatchObject([
      { level: 40, msg: 'Pin failed', code: 'PIN_REJECTED', outcome: 'failed' },
    ]);
  });

  test('tells reads only to those who debug, and never content, tokens or keys', async () => {
    await product.request('GET', '/api/v1/posts?search=hidden', undefined, {
      'x-request-id': 'a-read',
    });
    await until('the line is there', () =>
      log.lines.some((line) => line['requestId'] === 'a-read'),
    );
    const read = log.lines.find((line) => line['requestId'] === 'a-read');
    expect(read).toMatchObject({ level: 20, path: '/api/v1/posts' });
    const text = JSON.stringify(log.lines);
    expect(text).not.toMatch(/Nothing of this|hidden|Eventful|pina_/);
    expect(text).not.toContain(product.apiKey);
  });
});

describe('a worker', () => {
  test('shows its figures on a port of its own, to those who hold the token', async () => {
    const database = await temporaryDatabase();
    const harness = await createHarness({ database: database.connection });
    const port = await freePort();
    const token = 'a-token-for-the-scraper';
    const worker = await startHere(harness, {
      environment: { LINCHPIN_METRICS_PORT: String(port), LINCHPIN_METRICS_TOKEN: token },
    });
    try {
      const [id = ''] = await harness.schedule([{ account: harness.account(0), title: 'Worked' }]);
      await until('it is out', async () => (await harness.pin(id)).status === 'published');
      const url = `http://127.0.0.1:${port}`;
      expect((await fetch(`${url}/health`)).status).toBe(200);
      expect((await fetch(`${url}/metrics`)).status).toBe(401);
      expect((await fetch(`${url}/api/v1/posts`)).status).toBe(404);
      const answer = await fetch(`${url}/metrics`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
      const now = readFigures(await answer.text());
      expect(now.get(step('preparing', 'published'))).toBe(1);
      expect(now.get('linchpin_publishers')).toBe(1);
      expect(now.get('linchpin_publish_lag_seconds_count')).toBe(1);
    } finally {
      await worker.close();
      await harness.close();
      await database.drop();
    }
  });
});

function freePort(): Promise<number> {
  return new Promise((settle) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => settle(port));
    });
  });
}
