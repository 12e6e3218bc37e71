import { expect, test } from 'vitest';
import { inputHash } from './input-hash.ts';

test('the order of fields does not count, nor do absent ones; that of lists and every value does', () => {
  const input = { content: 'a', platforms: [{ accountId: '1', data: { x: 1, y: null } }, 2] };
  const same = {
    platforms: [{ data: { y: null, x: 1 }, accountId: '1' }, 2],
    tags: undefined,
    content: 'a',
  };
  expect(inputHash(same)).toBe(inputHash(input));
  for (const other of [
    { ...input, content: 'b' },
    { ...input, platforms: input.platforms.toReversed() },
    { ...input, tags: [] },
    { ...input, platforms: [{ accountId: '1', data: { x: 1 } }, 2] },
  ])
    expect(inputHash(other)).not.toBe(inputHash(input));
});
