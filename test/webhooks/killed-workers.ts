import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { createBox } from '../../src/encryption/index.ts';
import { newId } from '../../src/domain/ids.ts';
import { sealedTo } from '../../src/domain/webhooks/sealed-to.ts';
import { insertWebhook, type Db } from '../../src/store/index.ts';
import { createHarness, secretKey } from '../crash/crash-harness.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { startReceiver } from '../harness/receiver.ts';
import { bundle } from '../harness/run-cli.ts';
import { bodyOf, writeEvents } from './events.ts';
import type { WorkerOptions } from './worker.ts';

export interface Figures {
  events: number;
  kills: number;
  requests: number;
  /** Answers of 500, of all. */
  failedShare: number;
  /** Events that no request with a 200 told. */
  lost: number;
  /** Events told more than once by requests with a 200. */
  doubled: number;
  wrongSignatures: number;
  /** Posts whose events were first told in another order than they happened. */
  outOfOrder: number;
  /** Events whose attempts differ in a byte, or in their id. */
  differing: number;
  seconds: number;
}

/**
 * Events of many posts told to one receiver that fails part of the time, while workers are killed. A delivery that
 * failed is brought forward instead of waiting: order and bytes do not depend on how long a wait is.
 */
export async function deliverWhileKilled(options: {
  posts: number;
  eventsOfPost: number;
  failing: number;
  kills: number;
  timeoutMs: number;
}): Promise<Figures> {
  const { connection, drop } = await temporaryDatabase();
  const harness = await createHarness({ database: connection });
  const receiver = await startReceiver();
  const { store } = harness;
  const { workspaceId } = harness.account(0);
  const program = await bundle(join(harness.dataDir, 'worker'), 'test/webhooks/worker.ts');
  const workerOptions: WorkerOptions = {
    database: connection,
    pinterest: harness.pinterest,
    dataDir: harness.dataDir,
    secretKey,
  };
  const startWorker = () =>
    fork(program, [JSON.stringify(workerOptions)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  let workers: ChildProcess[] = [];
  const forward = bringForward(store.db);
  const began = performance.now();
  try {
    const succeeded = new Set<number>();
    const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    const verifier = new StandardWebhook(secret);
    let wrongSignatures = 0;
    receiver.answer(({ body, headers }, count) => {
      try {
        verifier.verify(String(body), headers as Record<string, string>);
      } catch {
        wrongSignatures++;
      }
      if (Math.random() < options.failing) return { status: 500 };
      succeeded.add(count - 1);
      return { status: 200 };
    });
    const webhookId = newId();
    await store.transaction((tx) =>
      insertWebhook(tx, {
        id: webhookId,
        workspaceId,
        name: 'Killed',
        url: receiver.url,
        format: 'standard',
        events: ['pin.held'],
        kinds: ['pin.held'],
        secret: createBox(secretKey).seal(secret, sealedTo.secret(webhookId)),
        customHeaders: null,
        isActive: true,
      }),
    );
    workers = [startWorker(), startWorker()];
    await Promise.all(workers.map(isReady));
    const postIds = Array.from({ length: options.posts }, () => newId());
    let written = 0;
    for (let kill = 0; kill <= options.kills; kill++) {
      // Each kill meets work: its share of the events is written just before it.
      const share = Math.ceil(((kill + 1) / (options.kills + 1)) * options.eventsOfPost);
      for (; written < share; written++)
        await writeEvents(
          store.db,
          workspaceId,
          postIds.map((postId) => ({
            kind: 'pin.held' as const,
            postId,
            facts: { number: written },
          })),
        );
      if (kill === options.kills) break;
      await pause(100 + Math.random() * 1_000);
      const victim = workers[kill % workers.length];
      victim?.kill('SIGKILL');
      const next = startWorker();
      workers[kill % workers.length] = next;
      await isReady(next);
    }
    const events = options.posts * options.eventsOfPost;
    for (let left = events; left > 0; await pause(250)) {
      left = events - (await countDelivered(store.db));
      if (performance.now() - began > options.timeoutMs)
        throw new Error(`${left} of ${events} were not delivered in time.`);
    }

    const bodies = new Map<string, Buffer>();
    const timesTold = new Map<string, number>();
    const order = new Map<string, number[]>();
    let differing = 0;
    for (const [index, request] of receiver.got.entries()) {
      const id = String(request.headers['webhook-id']);
      if (!(bodies.get(id) ?? request.body).equals(request.body)) differing++;
      bodies.set(id, request.body);
      const { data } = bodyOf(request);
      const numbers = order.get(String(data['postId'])) ?? [];
      order.set(String(data['postId']), numbers);
      if (!succeeded.has(index)) continue;
      if (!timesTold.has(id)) numbers.push(Number(data['number']));
      timesTold.set(id, (timesTold.get(id) ?? 0) + 1);
    }
    return {
      events,
      kills: options.kills,
      requests: receiver.got.length,
      failedShare: 1 - succeeded.size / receiver.got.length,
      lost: events - timesTold.size,
      doubled: [...timesTold.values()].filter((count) => count > 1).length,
      wrongSignatures,
      outOfOrder: [...order.values()].filter((numbers) =>
        numbers.some((number, place) => number !== place),
      ).length,
      differing,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    forward.stop();
    for (const worker of workers) worker.kill('SIGKILL');
    await receiver.close();
    await harness.close();
    await drop();
  }
}

const isReady = (worker: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('exit', () => reject(new Error('The worker ended before it was ready.')));
  });

const countDelivered = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from delivery where state = 'delivered'`.execute(db);
  return rows[0]?.count ?? 0;
};

/** Makes what waits for its next attempt due at once, again and again, instead of moving the clock. */
function bringForward(db: Db): { stop: () => void } {
  const look = () =>
    sql`update delivery set due_at = now(), attempts = 1
      where id in (select id from delivery where lease_owner is null and due_at > now() for update skip locked)`
      .execute(db)
      .catch(() => {}); // The database went with the test.
  const timer = setInterval(() => void look(), 250);
  return { stop: () => clearInterval(timer) };
}
