import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryDatabase } from '../harness/database.ts';
import { kill, workersOn, type StartWorker, type WorkerProcess } from './workers.ts';
import { createHarness, published, unfinished, until, type CrashHarness } from './crash-harness.ts';

let harness: CrashHarness;
let drop: () => Promise<void>;
let startWorker: StartWorker;
const workers: WorkerProcess[] = [];
beforeAll(async () => {
  const database = await temporaryDatabase();
  drop = database.drop;
  harness = await createHarness({ database: database.connection });
  startWorker = await workersOn(harness);
});
afterAll(async () => {
  await Promise.all(workers.map(kill));
  await harness.close();
  await drop();
});

const start = () => {
  const worker = startWorker();
  workers.push(worker);
  return worker;
};

test('a worker paused before its request left does not send it after another took over', async () => {
  const sleeper = start();
  await sleeper.ready;
  const { reached } = await sleeper.stopAt({ point: 'marked', how: 'wait' });
  const [id = ''] = await harness.schedule([{ account: harness.account(0), title: 'Paused' }]);
  await reached;
  sleeper.signal('SIGSTOP');
  // Queued while it sleeps, so that it goes on as soon as it wakes.
  sleeper.goOn();
  start();
  await until('another worker publishes it', async () => (await unfinished(harness)) === 0);
  expect(published(harness).get('Paused')).toBe(1);
  const before = await harness.pin(id);

  sleeper.signal('SIGCONT');
  const [next = ''] = await harness.schedule([
    { account: harness.account(0), title: 'Afterwards' },
  ]);
  await until('life goes on', async () => (await harness.pin(next)).status === 'published');
  // It stops in good order only after it is through with what it held.
  sleeper.signal('SIGTERM');
  await sleeper.ended;
  expect(sleeper.child.exitCode).toBe(0);
  expect(published(harness).get('Paused')).toBe(1);
  expect(harness.sandbox.control.requests({ operation: 'pins/create' })).toHaveLength(2);
  expect(await harness.pin(id)).toEqual(before);
});
