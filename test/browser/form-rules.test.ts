import { describe, expect, it } from 'vitest';
import { LinchpinApiError } from '../../src/sdk/index.ts';
import { fieldAt, sortProblems } from '../../web/src/compose/problems.ts';
import { blank, countCharacters, toPost } from '../../web/src/compose/values.ts';
import { exactUtc, relative } from '../../web/src/pins/time.ts';
import { readPinsSearch } from '../../web/src/pins/search.ts';

describe('where a problem is shown', () => {
  it.each([
    ['platforms[0].platformSpecificData.title', 'title'],
    ['platforms[0].platformSpecificData.boardId', 'boardId'],
    ['platforms[0].platformSpecificData.link', 'link'],
    ['mediaItems[0].url', 'mediaUrl'],
    ['mediaIds[0]', 'mediaUrl'],
    ['mediaItems[0].altText', 'altText'],
    ['platforms[0].customContent', 'description'],
    ['content', 'description'],
    ['platforms', undefined],
    ['', undefined],
  ])('%s', (path, field) => {
    expect(fieldAt(path)).toBe(field);
  });

  it('keeps what belongs to no field, and says API words in the words of the form', () => {
    const problem = { severity: 'error', retryable: false, source: 'user' } as const;
    const sorted = sortProblems(
      new LinchpinApiError(400, {
        requestId: 'r1',
        details: {
          problems: [
            {
              ...problem,
              code: 'PIN_BOARD_REQUIRED',
              message: 'boardId',
              fix: 'Add',
              field: 'x.boardId',
            },
            { ...problem, code: 'QUOTA', message: 'Full.', fix: 'Wait.' },
          ],
        },
      }),
    );
    expect(sorted.atFields.boardId?.[0]?.fix).toBe('Choose a board.');
    expect(sorted.elsewhere.map(({ code }) => code)).toEqual(['QUOTA']);
    expect(sorted.requestId).toBe('r1');
  });
});

describe('what is sent', () => {
  it('leaves empty fields out and trims the rest', () => {
    const values = { ...blank, accountId: 'a', title: '  Oak ', mediaUrl: ' https://x.y/z.jpg ' };
    expect(toPost(values, 'publish')).toEqual({
      content: '',
      mediaItems: [{ type: 'image', url: 'https://x.y/z.jpg' }],
      platforms: [
        { platform: 'pinterest', accountId: 'a', platformSpecificData: { title: 'Oak' } },
      ],
      publishNow: true,
    });
    expect(toPost(values, 'draft')).toMatchObject({ isDraft: true });
  });

  it('counts code points', () => {
    expect(countCharacters('🌿a')).toBe(2);
  });
});

describe('times and addresses', () => {
  const now = Date.parse('2026-12-01T12:00:00Z');

  it.each([
    ['2026-12-01T11:59:30Z', 'just now'],
    ['2026-12-01T11:59:10Z', '1 minute ago'],
    ['2026-12-01T11:57:00Z', '3 minutes ago'],
    ['2026-12-03T11:59:00Z', 'in 2 days'],
    ['2025-11-01T12:00:00Z', '1 year ago'],
  ])('%s is %s', (at, words) => {
    expect(relative(at, now)).toBe(words);
  });

  it('gives the exact time in UTC', () => {
    expect(exactUtc('2026-12-01T10:00:00+01:00')).toBe('2026-12-01 09:00:00 UTC');
  });

  it('reads a search of digits, and drops what it does not know', () => {
    expect(readPinsSearch({ q: 123, status: 'failed' })).toEqual({ q: '123', status: 'failed' });
    expect(readPinsSearch({ q: {}, status: 'gone', x: 1 })).toEqual({});
  });
});
