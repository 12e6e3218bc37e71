import { describe, expect, test } from 'vitest';
import type { Pin } from '../pinterest/index.ts';
import type { SentPin } from '../domain/pins/pin.ts';
import { findCandidates, findLostPin, type LostPin, type Look } from './match.ts';

const sent = Date.parse('2026-11-21T12:00:00Z');
const lost: LostPin = {
  boardId: '1',
  sectionId: null,
  title: 'Shelves',
  description: 'Oak',
  link: 'https://example.com/shelves',
  altText: null,
  dominantColor: '#336699',
  kind: 'image',
  parentPinId: null,
  window: { fromMs: sent, untilMs: sent + 45_000 },
  shape: 2 / 3,
};
const found = (change: Partial<Pin> = {}): Pin => ({
  id: '100',
  board_id: '1',
  board_section_id: null,
  title: 'Shelves',
  description: 'Oak',
  link: 'https://example.com/shelves',
  alt_text: null,
  created_at: '2026-11-21T12:00:10',
  media: { media_type: 'image', images: { '1200x': { width: 1200, height: 1800 } } },
  ...change,
});
const look = (
  pins: Pin[],
  known: { taken?: string[]; behind?: string[]; before?: string[] } = {},
): Look => ({
  pins,
  isTaken: ({ id }) => known.taken?.includes(id) ?? false,
  isBehind: ({ id }) => known.behind?.includes(id) ?? false,
  isFromBefore: ({ id }) => known.before?.includes(id) ?? false,
});
const other = (change: Partial<SentPin>): SentPin => ({
  ...lost,
  mediaIds: [],
  offsetMs: null,
  ...change,
});
const landscape = {
  media_type: 'image' as const,
  images: { '1200x': { width: 1200, height: 800 } },
};

describe('the lost Pin', () => {
  test('is the one with all its words, made in its time', () => {
    expect(findLostPin(lost, look([found()]))?.id).toBe('100');
    expect(findLostPin(lost, look([found({ title: ' Shelves ' })]))?.id).toBe('100');
  });

  test.each<[string, Partial<Pin>]>([
    ['other words', { title: 'Shelf' }],
    ['another link', { link: 'https://example.com/other' }],
    ['an alt text we did not send', { alt_text: 'A shelf' }],
    ['another board', { board_id: '2' }],
    ['made before', { created_at: '2026-11-21T11:57:00' }],
    ['made long after', { created_at: '2026-11-21T12:10:00' }],
    ['another shape of picture', { media: landscape }],
    ['an origin, as copies that people save have it', { parent_pin_id: '100' }],
  ])('is not one with %s', (_, change) => {
    expect(findLostPin(lost, look([found(change)]))).toBeNull();
  });

  test('is not one that belongs to another publication', () => {
    expect(findLostPin(lost, look([found()], { taken: ['100'] }))).toBeNull();
    const two = [found(), found({ id: '99' })];
    expect(findLostPin(lost, look(two, { taken: ['100'] }))?.id).toBe('99');
  });

  test('of several equal ones is the one in its colour, else the oldest', () => {
    const white = (id: string) => found({ id, dominant_color: '#FFFFFF' });
    const ours = found({ id: '99', dominant_color: '#336699' });
    expect(findLostPin(lost, look([white('3'), ours, white('2')]))?.id).toBe('99');
    expect(findLostPin(lost, look([white('3'), white('2')]))?.id).toBe('2');
  });

  test('in a section must be in that section', () => {
    const inSection = { ...lost, sectionId: '7' };
    expect(findLostPin(inSection, look([found()]))).toBeNull();
    expect(findLostPin(inSection, look([found({ board_section_id: '7' })]))?.id).toBe('100');
  });

  test('that was saved is told by its origin, since its words are those of the origin', () => {
    const save = {
      ...lost,
      kind: 'save' as const,
      parentPinId: '5',
      title: null,
      description: null,
    };
    expect(findLostPin(save, look([found()]))).toBeNull();
    expect(findLostPin(save, look([found({ parent_pin_id: '5' })]))?.id).toBe('100');
  });
});

describe('a Pin that was edited since', () => {
  test('is not adopted, but named when enough agrees', () => {
    const edited = found({ title: 'New title' });
    expect(findLostPin(lost, look([edited]))).toBeNull();
    expect(findCandidates(lost, look([edited]))).toEqual([
      {
        pinterestPinId: '100',
        title: 'New title',
        createdAt: '2026-11-21T12:00:10',
        same: ['description', 'link', 'picture size'],
      },
    ]);
  });

  test('is not named for one likeness alone, nor for words that neither has', () => {
    const elsewise = found({ title: 'A', description: 'B', link: null });
    expect(findCandidates(lost, look([elsewise]))).toEqual([]);
    const bare = { ...lost, title: null, description: null, link: null };
    expect(
      findCandidates(bare, look([found({ title: null, description: 'x', link: null })])),
    ).toEqual([]);
  });

  test('is not named when it is what another lost Pin was to become', () => {
    const others = [other({ title: 'New title' })];
    expect(findCandidates(lost, look([found({ title: 'New title' })]), others)).toEqual([]);
    expect(findCandidates(lost, look([found({ title: 'Newer' })]), others)).toHaveLength(1);
  });

  test('is not named when it is older, or taken', () => {
    const edited = found({ title: 'New title' });
    expect(findCandidates(lost, look([edited], { taken: ['100'] }))).toEqual([]);
    const old = { ...edited, created_at: '2026-11-20T12:00:00' };
    expect(findCandidates(lost, look([old]))).toEqual([]);
  });
});

describe('a Pin with all the words, made at another time', () => {
  const early = found({ created_at: '2026-11-21T11:00:00' });

  test('is not adopted, but asked about: a clock may have been moved', () => {
    expect(findLostPin(lost, look([early]))).toBeNull();
    expect(findCandidates(lost, look([early]))).toMatchObject([{ pinterestPinId: '100' }]);
    const timeless = found();
    delete timeless.created_at;
    expect(findLostPin(lost, look([timeless]))).toBeNull();
    expect(findCandidates(lost, look([timeless]))).toHaveLength(1);
  });

  test('is neither adopted nor proof when it stands behind one of ours that was there before', () => {
    const behind = look([found()], { behind: ['100'] });
    expect(findLostPin(lost, behind)).toBeNull();
    expect(findCandidates(lost, behind)).toHaveLength(1);
  });

  test('is no candidate when it was there before, belongs to another, or has other words', () => {
    expect(findCandidates(lost, look([early], { before: ['100'] }))).toEqual([]);
    expect(findCandidates(lost, look([early], { taken: ['100'] }))).toEqual([]);
    expect(findCandidates(lost, look([early]), [other({})])).toEqual([]);
    expect(findCandidates(lost, look([{ ...early, title: 'Other' }]))).toEqual([]);
    expect(findCandidates(lost, look([{ ...early, media: landscape }]))).toEqual([]);
  });

  test('of a save is the one with the same origin', () => {
    const save = { ...lost, kind: 'save' as const, parentPinId: '5' };
    expect(findCandidates(save, look([{ ...early, parent_pin_id: '5' }]))).toHaveLength(1);
    expect(findCandidates(save, look([{ ...early, parent_pin_id: '6' }]))).toEqual([]);
  });
});

describe('out of a backup', () => {
  const restored = {
    ...lost,
    restored: { takenAt: '2026-11-21T12:00:00Z', overdue: true, journal: 'none' as const },
  };

  test('it is also found on another board, its own board first', () => {
    const moved = found({ id: '2', board_id: '2' });
    expect(findLostPin(restored, look([moved]))?.id).toBe('2');
    expect(findLostPin(restored, look([moved, found()]))?.id).toBe('100');
  });

  test('but not on a board where another one with these words was to go', () => {
    const there = found({ board_id: '2' });
    expect(findLostPin(restored, look([there]), [other({ boardId: '2' })])).toBeNull();
    expect(findCandidates(restored, look([there]), [other({ boardId: '2' })])).toEqual([]);
  });
});
