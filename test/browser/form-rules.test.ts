import { describe, expect, it } from 'vitest';
import { LinchpinApiError, type ProblemBody } from '../../src/sdk/index.ts';
import { applyRepair } from '../../web/src/screens/compose/check/apply-repair.ts';
import { arrange } from '../../web/src/screens/compose/media/arrangement.ts';
import { itemAt } from '../../web/src/screens/compose/media/items.ts';
import { fieldAt, sortProblems, stillOpen } from '../../web/src/screens/compose/problems.ts';
import { blank, countCharacters, toPost } from '../../web/src/screens/compose/values.ts';
import { relative } from '../../web/src/ui/format.ts';
import { readPinsSearch } from '../../web/src/screens/pins/search.ts';

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

  it.each([
    ['mediaIds[1]', 'media.1'],
    ['mediaItems[0].url', 'media.0'],
    ['mediaItems[2].url', 'mediaUrl'],
    ['mediaItems', 'media'],
    ['mediaFit', 'media'],
    ['platforms[0].platformSpecificData.slides[1].link', 'media.1.link'],
    ['platforms[0].platformSpecificData.slides', 'media'],
    ['platforms[0].platformSpecificData.coverImageKeyFrameTime', 'coverSecond'],
  ])('%s of a form with two files', (path, field) => {
    expect(fieldAt(path, 2)).toBe(field);
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

describe('what is still to be put right', () => {
  const problem = { code: 'X', message: '', fix: '' };
  const found = {
    atFields: { mediaUrl: [problem], title: [problem], 'media.1.link': [problem] },
    elsewhere: [],
    requestId: null,
  };
  const open = (now: Partial<typeof blank>) =>
    Object.keys(stillOpen(found, blank, { ...blank, ...now })?.atFields ?? {});

  it('is all that nobody has changed since', () => {
    expect(open({})).toEqual(['mediaUrl', 'title', 'media.1.link']);
    expect(open({ title: 'New' })).toEqual(['mediaUrl', 'media.1.link']);
    expect(open({ media: [itemAt('https://x.y/1.jpg')] })).toEqual(['title']);
  });

  it('is nothing in the end, unless something belongs to no field', () => {
    const now = { ...blank, title: 'New', media: [itemAt('https://x.y/1.jpg')] };
    expect(stillOpen(found, blank, now)).toBeNull();
    expect(stillOpen({ ...found, elsewhere: [problem] }, blank, now)?.elsewhere).toHaveLength(1);
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

  it('keeps files and addresses in one order, with the words of each slide', () => {
    const first = { ...itemAt('https://x.y/1.jpg'), title: ' One ' };
    const values = { ...blank, media: [first], mediaUrl: 'https://x.y/2.jpg', fit: 'pad' as const };
    expect(toPost({ ...values, aiGenerated: true }, 'publish')).toMatchObject({
      mediaItems: [{ url: 'https://x.y/1.jpg' }, { url: 'https://x.y/2.jpg' }],
      mediaFit: 'pad',
      platforms: [
        { platformSpecificData: { slides: [{ title: 'One' }, {}], isAiGenerated: true } },
      ],
    });
  });

  it('takes the cover from a second of a lone video only', () => {
    const video = { ...blank, media: [itemAt('https://x.y/clip.MP4')], coverSecond: '2' };
    const data = (values: typeof video) =>
      toPost(values, 'publish').platforms?.[0]?.platformSpecificData;
    expect(data(video)).toMatchObject({ coverImageKeyFrameTime: 2 });
    expect(data({ ...video, mediaUrl: 'https://x.y/cover.jpg' })).toEqual({});
  });

  it.each([
    [['a.jpg'], 'image'],
    [['a.jpg', 'b.jpg'], 'carousel'],
    [['a.mp4', 'b.jpg'], 'video'],
    [['a.mp4', 'b.mov'], 'impossible'],
    [['a.mp4', 'b.jpg', 'c.jpg'], 'impossible'],
    [['1', '2', '3', '4', '5', '6'], 'impossible'],
  ])('%j make: %s', (names, kind) => {
    const { kind: made, conflict } = arrange(names.map((name) => itemAt(`https://x.y/${name}`)));
    expect(made).toBe(kind);
    expect(conflict !== null).toBe(kind === 'impossible');
  });

  it('counts code points', () => {
    expect(countCharacters('🌿a')).toBe(2);
  });
});

describe('what a repair puts into the form', () => {
  const items = ['1', '2', '3', '4', '5', '6'].map((name) => itemAt(`https://x.y/${name}`));
  const problem = (code: string, field: string): ProblemBody => ({
    code,
    field,
    message: '',
    fix: '',
    retryable: false,
    severity: 'error',
    source: 'user',
  });
  const repaired = (code: string, field: string, after: unknown) => ({
    valid: true,
    post: {},
    media: [],
    problems: [],
    changes: [
      { code, field: 'platforms[0].platformSpecificData.slides[0].link', before: '', after: 'no' },
      { code, field, before: '', after },
    ],
  });
  const fix = (code: string, field: string, after: unknown) =>
    applyRepair({ ...blank, media: items }, repaired(code, field, after), problem(code, field));

  it('is the one field, also of one slide', () => {
    const data = 'platforms[0].platformSpecificData';
    expect(fix('PIN_LINK_INVALID', `${data}.link`, 'https://x.y')).toEqual({ link: 'https://x.y' });
    const { media } = fix('PIN_LINK_INVALID', `${data}.slides[1].link`, 'https://x.y') ?? {};
    expect(media?.map(({ link }) => link)).toEqual(['', 'https://x.y', '', '', '', '']);
  });

  it('is fewer images, or a way to fit them', () => {
    expect(fix('PIN_CAROUSEL_SIZE', 'mediaItems', [1, 2, 3, 4, 5])?.media).toHaveLength(5);
    expect(fix('PIN_MIXED_ASPECT', 'mediaItems', {})).toEqual({ fit: 'crop' });
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

  it('reads a search of digits, and drops what it does not know', () => {
    expect(readPinsSearch({ q: 123, status: 'failed' })).toEqual({ q: '123', status: 'failed' });
    expect(readPinsSearch({ q: {}, status: 'gone', x: 1 })).toEqual({});
  });
});
