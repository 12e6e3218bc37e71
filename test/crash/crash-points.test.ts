import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublishPoint } from '../../src/publisher/index.ts';
import { temporaryDatabase } from '../database.ts';
import { kill, startWorker, type WorkerProcess } from './workers.ts';
import { createWorld, published, unfinished, until, type World } from './world.ts';

let world: World;
let drop: () => Promise<void>;
/** The worker that took over from the last victim is the next one. */
let worker: WorkerProcess;
beforeAll(async () => {
  const database = await temporaryDatabase();
  drop = database.drop;
  world = await createWorld({ database: database.connection });
  worker = startWorker(world);
});
afterAll(async () => {
  await kill(worker);
  await world.close();
  await drop();
});

const points: PublishPoint[] = ['claimed', 'prepared', 'marked', 'sent', 'answered', 'recorded'];

describe('a worker killed in the middle of a create', () => {
  test.each(points)('when %s: exactly one Pin', async (point) => {
    const title = `Killed when ${point}`;
    const creates = () => world.sandbox.control.counts()['pins/create'] ?? 0;
    const before = creates();
    // The answer waits long enough for the process to die while its request is on its way.
    if (point === 'sent')
      world.sandbox.control.addFault({
        match: { operation: 'pins/create', times: 1 },
        then: { delayMs: 1_000 },
      });
    const victim = worker;
    await victim.ready;
    const { reached } = await victim.stopAt({ point, how: 'die' });
    const [id = ''] = await world.schedule([{ account: world.account(0), title }]);
    await reached;
    if (point === 'sent') {
      await until('the request arrives', () => published(world).get(title) === 1);
      victim.goOn();
    }
    await victim.ended;
    expect(victim.child.signalCode).toBe('SIGKILL');

    worker = startWorker(world);
    await until('another worker finishes it', async () => (await unfinished(world)) === 0);
    const pin = await world.pin(id);
    const made = world.sandbox.control.state().pins.filter((item) => item.title === title);
    expect(made).toHaveLength(1);
    expect(pin).toMatchObject({ status: 'published', pinterestPinId: made[0]?.id });
    expect(creates() - before).toBe(1);
  });
});
