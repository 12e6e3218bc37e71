import { describe, expect, test } from 'vitest';
import type { DateOrder } from '../domain/csv-names.ts';
import { mappingOf, recogniseFormat } from './formats.ts';
import { readPin } from './read-pin.ts';

/** What the one row of a table says. */
function pinOf(cells: Record<string, string>, order?: DateOrder) {
  const columns = Object.keys(cells);
  const format = recogniseFormat(columns);
  if (format === null) throw new Error('No format was recognised.');
  const { pin, problems } = readPin(cells, { format, mapping: mappingOf(format, columns), order });
  return { format, pin, codes: problems.map(({ code, field }) => [code, field]) };
}

describe('whose columns a file has', () => {
  test("Pinterest's own", () => {
    const row = {
      Title: 'Oak',
      'Media URL': 'https://example.com/a,b.jpg',
      'Pinterest board': 'Kitchens',
      Thumbnail: '1:05',
      Description: 'An oak kitchen',
      Link: 'https://example.com',
      'Publish date': '2026-12-01T09:00:00',
      Keywords: 'oak, "brass", kitchen',
    };
    expect(pinOf(row)).toEqual({
      format: 'pinterest',
      codes: [],
      pin: {
        title: 'Oak',
        description: 'An oak kitchen',
        link: 'https://example.com',
        board: 'Kitchens',
        media: ['https://example.com/a,b.jpg'],
        cover: { second: 65 },
        tags: ['oak', '"brass"', 'kitchen'],
        timing: { is: 'at', at: '2026-12-01T09:00:00' },
      },
    });
  });

  test("Zernio's: what is for Pinterest alone wins, and a draft is one whatever else is said", () => {
    const row = {
      platforms: 'instagram,pinterest',
      profiles: 'p1',
      post_content: 'For all',
      custom_content_pinterest: 'For Pinterest',
      media_urls: 'https://example.com/1.jpg,https://example.com/2.jpg',
      schedule_time: '2026-12-01 09:00',
      tz: 'Europe/Berlin',
      is_draft: 'true',
    };
    expect(pinOf(row)).toMatchObject({
      format: 'zernio',
      codes: [],
      pin: {
        description: 'For Pinterest',
        media: ['https://example.com/1.jpg', 'https://example.com/2.jpg'],
        timezone: 'Europe/Berlin',
        timing: { is: 'draft', at: '2026-12-01 09:00' },
      },
    });
    const queued = { ...row, is_draft: '', schedule_time: '', use_queue: '1' };
    expect(pinOf(queued).pin.timing).toEqual({ is: 'queue' });
    const elsewhere = { ...row, platforms: 'instagram' };
    expect(pinOf(elsewhere).codes).toEqual([['CSV_OTHER_NETWORK', 'platforms']]);
  });

  test("bundle.social's", () => {
    const row = {
      teamId: 't',
      title: 'Internal',
      postDate: '2026-12-01T09:00:00Z',
      status: 'DRAFT',
      socialAccountTypes: 'PINTEREST#FACEBOOK',
      text: 'For all',
      pinterestBoardName: 'Kitchens',
      pinterestTitle: 'Oak',
      pinterestDescription: '',
      pinterestMediaUrls: 'https://example.com/1.jpg#https://example.com/2.jpg',
    };
    expect(pinOf(row)).toMatchObject({
      format: 'bundle',
      codes: [],
      pin: {
        title: 'Oak',
        description: 'For all',
        board: 'Kitchens',
        media: ['https://example.com/1.jpg', 'https://example.com/2.jpg'],
        timing: { is: 'draft' },
      },
    });
  });

  test('of Tailwind, of Postiz, and any other', () => {
    const tailwind = {
      'Image URL': 'https://example.com/1.jpg',
      'Source URL': 'https://example.com',
      'Board Name': 'Kitchens',
      Description: 'Oak',
    };
    expect(pinOf(tailwind)).toMatchObject({
      format: 'tailwind',
      pin: { link: 'https://example.com', board: 'Kitchens', timing: { is: 'open' } },
    });
    const postiz = {
      integration: 'i1',
      provider: 'pinterest',
      content: 'Oak',
      image: 'https://example.com/1.jpg',
      publishDate: '2026-12-01T09:00:00.000Z',
      state: 'PUBLISHED',
    };
    expect(pinOf(postiz)).toMatchObject({
      format: 'postiz',
      codes: [['CSV_ROW_PUBLISHED', 'state']],
    });
    const plain = { picture: 'oak.jpg', alt_text: 'A kitchen', Date: '1.12.2026', Time: '9:00' };
    expect(pinOf(plain)).toMatchObject({
      format: 'plain',
      pin: {
        media: ['oak.jpg'],
        altText: 'A kitchen',
        timing: { is: 'at', at: '2026-12-01T09:00:00' },
      },
    });
    expect(recogniseFormat(['Überschrift', 'Bild'])).toBeNull();
  });
});

test('a column that is named for one thing says no other', () => {
  const columns = ['Title', 'Bild', 'Text'];
  expect(mappingOf('plain', columns, { media: ['Bild'], altText: ['Text'] })).toEqual({
    title: ['Title'],
    media: ['Bild'],
    altText: ['Text'],
  });
});

test('what is wrong with a date is said at its column', () => {
  const row = { Image: 'oak.jpg', Date: '03/04/2026' };
  expect(pinOf(row).codes).toEqual([['CSV_DATE_AMBIGUOUS', 'Date']]);
  expect(pinOf(row, 'dmy')).toMatchObject({
    codes: [],
    pin: { timing: { is: 'at', at: '2026-04-03T00:00:00' } },
  });
  expect(pinOf({ ...row, Date: 'soon' }).codes).toEqual([['CSV_DATE_UNREADABLE', 'Date']]);
});
