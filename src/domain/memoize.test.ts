import { expect, test } from 'vitest';
import { memoize } from './memoize.ts';

test('an answer is shared and kept for its time; a failure is asked for again', async () => {
  let now = 0;
  const asked: string[] = [];
  const ask = memoize(
    (key) => {
      asked.push(key);
      return key === 'bad' ? Promise.reject(new Error(key)) : Promise.resolve(key.length);
    },
    1000,
    () => now,
  );
  expect(await Promise.all([ask('one'), ask('one'), ask('three')])).toEqual([3, 3, 5]);
  now = 999;
  await ask('one');
  expect(asked).toEqual(['one', 'three']);
  now = 1000;
  await ask('one');
  expect(asked).toEqual(['one', 'three', 'one']);
  ask.invalidate('one');
  await ask('one');
  expect(asked).toEqual(['one', 'three', 'one', 'one']);
  await expect(ask('bad')).rejects.toThrow('bad');
  await expect(ask('bad')).rejects.toThrow('bad');
  expect(asked.filter((key) => key === 'bad')).toHaveLength(2);
});
