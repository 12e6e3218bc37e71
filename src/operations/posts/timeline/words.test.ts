import { expect, test } from 'vitest';
import { timelineKinds } from '../../../contract/index.ts';
import type { PinEventKind } from '../../../store/index.ts';
import { readEvent } from './read-event.ts';
import { wordsFor } from './words.ts';

/** A list that the compiler keeps complete. */
const kinds: Record<PinEventKind, true> = {
  edited: true,
  approved: true,
  cancelled: true,
  retried: true,
  resolved: true,
  spaced: true,
  restored: true,
  reconnected: true,
  board_back: true,
  board_moved: true,
  live_changed: true,
  live_removed: true,
  taken_over: true,
  interrupted: true,
  request: true,
  published: true,
  failed: true,
  again: true,
  held: true,
};

test.each(Object.keys(kinds))('%s has words and a place in the contract', (kind) => {
  const row = { id: 1, pinId: 'p', postId: 'q', at: new Date(0), attempt: 0, kind, detail: {} };
  expect(wordsFor(readEvent(row))).not.toMatch(/no words|undefined|null/);
  expect(timelineKinds).toContain(kind);
});

test('a kind of a later version is named', () => {
  const row = {
    id: 1,
    pinId: 'p',
    postId: 'q',
    at: new Date(0),
    attempt: 0,
    kind: 'new',
    detail: {},
  };
  expect(wordsFor(readEvent(row))).toContain('(new)');
});
