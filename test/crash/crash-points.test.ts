import { describe, expect, test } from 'vitest';
import { checkPolicy, type PublishPoint } from '../../src/publisher/index.ts';
import { killedWorkers } from './killed-workers.ts';
import { shortPolicy } from './policy.ts';

const { strike, dieAt } = killedWorkers();

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

describe('a worker killed while it looks for a lost answer', () => {
  test.each<PublishPoint>(['searching', 'found'])('%s: exactly one Pin', async (point) => {
    strike('pins/create', { drop: 'after' });
    await dieAt({ step: 'reconciling', point, costs: { creates: 1 } });
  });
});
