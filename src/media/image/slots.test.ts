import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

/** Work that ends when told to. */
function manual() {
  const ends: (() => void)[] = [];
  return { ends, work: () => new Promise<void>((end) => ends.push(end)) };
}

test('as many run at once as there are slots, the others in the order they came', async () => {
  const slots = createSlots(2);
  const { ends, work } = manual();
  const all = [1, 2, 3].map(() => slots(work));
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[0]?.();
  await all[0];
  await Promise.resolve();
  expect(ends).toHaveLength(3);
  for (const end of ends) end();
  await Promise.all(all);
});

test('work that fails frees its slot', async () => {
  const slots = createSlots(1);
  await expect(slots(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await slots(() => Promise.resolve('next'))).toBe('next');
});

test('more than may wait are told to come back', async () => {
  const slots = createSlots(1, 1);
  const { ends, work } = manual();
  const [first, second] = [slots(work), slots(work)];
  await expect(slots(work)).rejects.toMatchObject({
    code: 'TOO_MANY_UPLOADS',
    retryAfterMs: 5_000,
  });
  ends[0]?.();
  await first;
  await Promise.resolve();
  ends[1]?.();
  await second;
  expect(await slots(() => Promise.resolve('free again'))).toBe('free again');
});
