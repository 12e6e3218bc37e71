import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PinStep } from '../../src/domain/pins/pin.ts';
import { checkPolicy, type PublishPoint } from '../../src/publisher/index.ts';
import type { FaultInput } from '../../src/sandbox/index.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { shortPolicy } from './policy.ts';
import { kill, workersOn, type StartWorker, type WorkerProcess } from './workers.ts';
import { createHarness, published, unfinished, until, type CrashHarness } from './crash-harness.ts';

let harness: CrashHarness;
let drop: () => Promise<void>;
/** The worker that took over from the last victim is the next one. */
let startWorker: StartWorker;
let worker: WorkerProcess;
beforeAll(async () => {
  const database = await temporaryDatabase();
  drop = database.drop;
  harness = await createHarness({ database: database.connection });
  startWorker = await workersOn(harness);
  worker = startWorker();
});
afterAll(async () => {
  await kill(worker);
  await harness.close();
  await drop();
});

const strike = (operation: string, then: FaultInput['then']) =>
  harness.sandbox.control.addFault({ match: { operation, times: 1 }, then });
/** Uploads that the sandbox has begun to answer, and requests that it has answered. */
const requests = () => {
  const { control } = harness.sandbox;
  const counts = control.counts();
  const uploads = control.state().media.filter(({ bytes }) => bytes !== null).length;
  return {
    creates: counts['pins/create'] ?? 0,
    registrations: counts['media/create'] ?? 0,
    uploads,
  };
};

interface Death {
  point: PublishPoint;
  step?: PinStep;
  video?: boolean;
  /** Requests that publishing takes in all. */
  costs: Partial<ReturnType<typeof requests>>;
}

/** Kills the worker at a point, lets another go on, and asks the sandbox: exactly one Pin. */
async function dieAt({ point, step, video = false, costs }: Death): Promise<void> {
  const title = `${video ? 'A video' : 'An image'} killed ${step ?? ''} ${point}`;
  const before = requests();
  const victim = worker;
  await victim.ready;
  const { reached } = await victim.stopAt({ point, how: 'die', ...(step && { step }) });
  const [id = ''] = await harness.schedule([{ account: harness.account(0), title, video }]);
  await reached;
  // The process is to die while its request is on its way, so the answer must wait for that.
  if (point === 'sent')
    await until('the create arrives', () => published(harness).get(title) === 1);
  if (point === 'sent' || point === 'uploading') victim.goOn();
  await victim.ended;
  expect(victim.child.signalCode).toBe('SIGKILL');

  // It was meant for the one that died, whether its request got that far or not.
  harness.sandbox.control.clearFaults();
  worker = startWorker();
  await until('another worker finishes it', async () => (await unfinished(harness)) === 0);
  const pin = await harness.pin(id);
  const made = harness.sandbox.control.state().pins.filter((item) => item.title === title);
  expect(made).toHaveLength(1);
  expect(pin).toMatchObject({ status: 'published', pinterestPinId: made[0]?.id });
  const after = requests();
  const spent = Object.fromEntries(
    Object.entries(after).map(([name, count]) => [
      name,
      count - before[name as keyof typeof before],
    ]),
  );
  expect(spent).toMatchObject(costs);
}

test('the waits are short, but keep every relation of those in use', () => {
  expect(checkPolicy(shortPolicy)).toEqual([]);
});

describe('a worker killed in the middle of a create', () => {
  const points: PublishPoint[] = ['claimed', 'prepared', 'marked', 'sent', 'answered', 'recorded'];
  test.each(points)('when %s: exactly one Pin', async (point) => {
    if (point === 'sent') strike('pins/create', { delayMs: 1_000 });
    await dieAt({ point, costs: { creates: 1, registrations: 0 } });
  });
});

describe('a worker killed on the way of a video', () => {
  const once = { creates: 1, registrations: 1, uploads: 1 };
  // Whether an upload that nobody noted has arrived is not known, so it is begun afresh.
  test.each<[PinStep, PublishPoint, Death['costs']]>([
    ['preparing', 'recorded', once],
    ['uploading', 'registering', once],
    ['uploading', 'registered', { ...once, registrations: 2 }],
    ['uploading', 'uploading', { ...once, registrations: 2 }],
    ['uploading', 'uploaded', { creates: 1, registrations: 2, uploads: 2 }],
    ['uploading', 'recorded', once],
    ['processing', 'processed', once],
    ['processing', 'sent', once],
  ])('%s, %s: exactly one Pin', async (step, point, costs) => {
    if (point === 'sent') strike('pins/create', { delayMs: 1_000 });
    if (point === 'uploading') strike('s3/upload', { delayMs: 1_000, drop: 'before' });
    await dieAt({ step, point, video: true, costs });
  });
});

describe('a worker killed while it looks for a lost answer', () => {
  test.each<PublishPoint>(['searching', 'found'])('%s: exactly one Pin', async (point) => {
    strike('pins/create', { drop: 'after' });
    await dieAt({ step: 'reconciling', point, costs: { creates: 1 } });
  });
});
