import { expect, test } from 'vitest';
import { pairTargets } from './pair-targets.ts';

const place = (boardId: string, accountId = 'a') => ({ accountId, boardId });
const pin = (id: string, boardId: string) => ({ id, ...place(boardId) });
const ids = (result: ReturnType<typeof pairTargets<ReturnType<typeof pin>>>) => ({
  pairs: result.pairs.map(({ index, pin }) => `${index} ${pin?.id ?? 'new'}`),
  removed: result.removed.map(({ id }) => id),
});
const open = [pin('1', 'kitchen'), pin('2', 'garden')];

test('each target finds the Pin of its board, whatever the order', () => {
  expect(ids(pairTargets([place('garden'), place('kitchen')], open, []))).toEqual({
    pairs: ['0 2', '1 1'],
    removed: [],
  });
});

test('a board that was exchanged keeps the Pin', () => {
  expect(ids(pairTargets([place('nook'), place('garden')], open, []))).toEqual({
    pairs: ['0 1', '1 2'],
    removed: [],
  });
});

test('more boards need new Pins, fewer leave some over', () => {
  const three = [place('kitchen'), place('nook'), place('garden')];
  expect(ids(pairTargets(three, open, []))).toEqual({
    pairs: ['0 1', '1 new', '2 2'],
    removed: [],
  });
  expect(ids(pairTargets([place('garden')], open, []))).toEqual({ pairs: ['0 2'], removed: ['1'] });
  expect(ids(pairTargets([], open, []))).toEqual({ pairs: [], removed: ['1', '2'] });
});

test('what is published is neither changed nor published again', () => {
  expect(ids(pairTargets([place('hall'), place('garden')], open, [place('hall')]))).toEqual({
    pairs: ['1 2'],
    removed: ['1'],
  });
});

test('the same board of another account is another place', () => {
  expect(ids(pairTargets([place('kitchen', 'b')], [pin('1', 'kitchen')], []))).toEqual({
    pairs: ['0 1'],
    removed: [],
  });
  expect(
    ids(pairTargets([place('kitchen', 'b'), place('kitchen')], [pin('1', 'kitchen')], [])),
  ).toEqual({ pairs: ['0 new', '1 1'], removed: [] });
});
