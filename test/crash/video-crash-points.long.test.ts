import { describe, test } from 'vitest';
import type { PinStep } from '../../src/domain/pins/pin.ts';
import type { PublishPoint } from '../../src/publisher/index.ts';
import { killedWorkers, type Death } from './killed-workers.ts';

const { strike, dieAt } = killedWorkers();

describe('a worker killed on the way of a video', () => {
  const once = { creates: 1, registrations: 1, uploads: 1 };
  // Whether an upload that was not recorded has arrived is not known, so it is begun again.
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
