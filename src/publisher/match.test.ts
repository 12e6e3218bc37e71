import { describe, expect, test } from 'vitest';
import type { Pin } from '../pinterest/index.ts';
import { findCandidates, findLostPin, type LostPin } from './match.ts';

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
  notBefore: sent,
  notAfter: sent + 45_000,
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
const none = new Set<string>();
const landscape = {
  media_type: 'image' as const,
  images: { '1200x': { width: 1200, height: 800 } },
};

describe('the lost Pin', () => {
  test('is the one with all its words, made in its time', () => {
    expect(findLostPin(lost, [found()], none)?.id).toBe('100');
    expect(findLostPin(lost, [found({ title: ' Shelves ' })], none)?.id).toBe('100');
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
    expect(findLostPin(lost, [found(change)], none)).toBeNull();
  });

  test('is not one that belongs to another publication', () => {
    expect(findLostPin(lost, [found()], new Set(['100']))).toBeNull();
    const two = [found(), found({ id: '99' })];
    expect(findLostPin(lost, two, new Set(['100']))?.id).toBe('99');
  });

  test('of several equal ones is the one in its colour, else the oldest', () => {
    const white = (id: string) => found({ id, dominant_color: '#FFFFFF' });
    const ours = found({ id: '99', dominant_color: '#336699' });
    expect(findLostPin(lost, [white('3'), ours, white('2')], none)?.id).toBe('99');
    expect(findLostPin(lost, [white('3'), white('2')], none)?.id).toBe('2');
  });

  test('in a section must be in that section', () => {
    const inSection = { ...lost, sectionId: '7' };
    expect(findLostPin(inSection, [found()], none)).toBeNull();
    expect(findLostPin(inSection, [found({ board_section_id: '7' })], none)?.id).toBe('100');
  });

  test('that was saved is told by its origin, since its words are those of the origin', () => {
    const save = {
      ...lost,
      kind: 'save' as const,
      parentPinId: '5',
      title: null,
      description: null,
    };
    expect(findLostPin(save, [found()], none)).toBeNull();
    expect(findLostPin(save, [found({ parent_pin_id: '5' })], none)?.id).toBe('100');
  });
});

describe('a Pin that somebody edited since', () => {
  test('is not adopted, but named when enough agrees', () => {
    const edited = found({ title: 'New title' });
    expect(findLostPin(lost, [edited], none)).toBeNull();
    expect(findCandidates(lost, [edited], none)).toEqual([
      {
        pinterestPinId: '100',
        title: 'New title',
        createdAt: '2026-11-21T12:00:10',
        same: ['description', 'link', 'picture size'],
      },
    ]);
  });

  test('is not named for one likeness alone, nor for words that neither has', () => {
    const other = found({ title: 'A', description: 'B', link: null });
    expect(findCandidates(lost, [other], none)).toEqual([]);
    const bare = { ...lost, title: null, description: null, link: null };
    expect(
      findCandidates(bare, [found({ title: null, description: 'x', link: null })], none),
    ).toEqual([]);
  });

  test('is not named when it is what another lost Pin was to become', () => {
    const other = { ...lost, title: 'New title' };
    expect(findCandidates(lost, [found({ title: 'New title' })], none, [other])).toEqual([]);
    expect(findCandidates(lost, [found({ title: 'Newer' })], none, [other])).toHaveLength(1);
  });

  test('is not named when it is older, or taken', () => {
    const edited = found({ title: 'New title' });
    expect(findCandidates(lost, [edited], new Set(['100']))).toEqual([]);
    const old = { ...edited, created_at: '2026-11-20T12:00:00' };
    expect(findCandidates(lost, [old], none)).toEqual([]);
  });
});
