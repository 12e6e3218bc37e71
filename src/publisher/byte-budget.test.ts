import { expect, test } from 'vitest';
import { createByteBudget } from './byte-budget.ts';

const never = new AbortController().signal;

/** Takes bytes, and notes when it got them. */
function createTaker(limit: number) {
  const budget = createByteBudget(limit);
  const got: string[] = [];
  const take = async (name: string, bytes: number, signal = never) => {
    const giveBack = await budget.take(bytes, signal);
    got.push(name);
    return giveBack;
  };
  return { got, take };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what fits begins at once, the rest in its order, and nothing small overtakes', async () => {
  const { got, take } = createTaker(10);
  const first = await take('first', 6);
  const big = take('big', 8);
  const small = take('small', 1);
  await settled();
  expect(got).toEqual(['first']);
  first();
  first(); // Twice counts once.
  const second = await big;
  await small;
  expect(got).toEqual(['first', 'big', 'small']);
  second();
  await take('last', 9);
});

test('more than the limit is worked on alone', async () => {
  const { got, take } = createTaker(10);
  const huge = await take('huge', 50);
  const next = take('next', 1);
  await settled();
  expect(got).toEqual(['huge']);
  huge();
  await next;
});

test('who gives up makes room for those behind', async () => {
  const { got, take } = createTaker(10);
  await take('first', 6);
  const abort = new AbortController();
  const big = take('big', 8, abort.signal);
  const small = take('small', 4);
  abort.abort(new Error('The lease was lost.'));
  await expect(big).rejects.toThrow('The lease was lost.');
  await small;
  expect(got).toEqual(['first', 'small']);
  await expect(take('late', 1, abort.signal)).rejects.toThrow('The lease was lost.');
});
