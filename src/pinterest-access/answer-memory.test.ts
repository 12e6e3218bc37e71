import { expect, test } from 'vitest';
import { createAnswerMemory } from './answer-memory.ts';

const user = { host: 'sandbox' as const, identityId: 'first' };
const other = { ...user, identityId: 'other' };

function start(most = 10) {
  let now = 0;
  const asked: string[][] = [];
  const memory = createAnswerMemory<string>({ keepMs: 1000, most, clock: () => now });
  const ask = (keys: readonly string[]) => {
    asked.push([...keys]);
    return Promise.resolve(keys.map((key) => `${key}!`));
  };
  return { memory, asked, ask, pass: (ms: number) => void (now += ms) };
}

test('asks together for what is not remembered, and answers in the order of the keys', async () => {
  const { memory, asked, ask, pass } = start();
  await memory.get(user, ['b'], ask);
  pass(10);
  const answers = await memory.get(other, ['a', 'b', 'c'], ask);
  expect(answers.map(({ answer, asOf }) => [answer, asOf.getTime()])).toEqual([
    ['a!', 10],
    ['b!', 0],
    ['c!', 10],
  ]);
  expect(asked).toEqual([['b'], ['a', 'c']]);
});

test('forgets after a while, and knows nothing of other hosts', async () => {
  const { memory, ask, pass } = start();
  await memory.get(user, ['a'], ask);
  pass(999);
  expect(memory.find('sandbox', 'a')?.answer).toBe('a!');
  expect(memory.find('api.pinterest.com', 'a')).toBeNull();
  pass(1);
  expect(memory.find('sandbox', 'a')).toBeNull();
});

test('the oldest goes when there are too many, yet an answer is whole', async () => {
  const { memory, ask } = start(2);
  expect(await memory.get(user, ['a', 'b', 'c'], ask)).toHaveLength(3);
  expect(['a', 'b', 'c'].map((key) => memory.find('sandbox', key) !== null)).toEqual([
    false,
    true,
    true,
  ]);
});

test('who asks the same for the same user at once waits with the first; a refusal is not shared', async () => {
  const { memory, asked, ask } = start();
  await Promise.all([memory.get(user, ['a'], ask), memory.get(user, ['a'], ask)]);
  expect(asked).toEqual([['a']]);
  const refused = memory.get(user, ['b'], () => Promise.reject(new Error('refused')));
  const allowed = memory.get(other, ['b'], ask);
  await expect(refused).rejects.toThrow('refused');
  expect((await allowed)[0]?.answer).toBe('b!');
});
