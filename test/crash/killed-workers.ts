import { afterAll, beforeAll, expect } from 'vitest';
import type { PinStep } from '../../src/domain/pins/pin.ts';
import type { PublishPoint } from '../../src/publisher/index.ts';
import type { FaultInput } from '../../src/sandbox/index.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { kill, workersOn, type StartWorker, type WorkerProcess } from './workers.ts';
import { createHarness, published, unfinished, until, type CrashHarness } from './crash-harness.ts';

export interface Death {
  point: PublishPoint;
  step?: PinStep;
  video?: boolean;
  /** Requests that publishing takes in all. */
  costs: { creates?: number; registrations?: number; uploads?: number };
}

/** Kills one worker after another, each at a crash point. */
export function killedWorkers() {
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

  /** Kills the worker at a point, lets another go on, and asks the sandbox: exactly one Pin. */
  const dieAt = async ({ point, step, video = false, costs }: Death): Promise<void> => {
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
    const spent = {
      creates: after.creates - before.creates,
      registrations: after.registrations - before.registrations,
      uploads: after.uploads - before.uploads,
    };
    expect(spent).toMatchObject(costs);
  };
  return { strike, dieAt };
}
