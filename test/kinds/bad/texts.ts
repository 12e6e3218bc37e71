import type { ErrorCode } from '../../../src/domain/errors/index.ts';
import { pin, post, type BadCase } from './case.ts';

const data = (
  name: string,
  code: ErrorCode | ErrorCode[],
  field: string,
  value: unknown,
): BadCase => ({
  name,
  wrong: { [`${pin}.${field}`]: code },
  body: (world) => post(world, {}, { [field]: value }),
});
const top = (name: string, code: ErrorCode, field: string, value: unknown): BadCase => ({
  name,
  wrong: { [field]: code },
  body: (world) => post(world, { [field]: value }),
});

const lengths: BadCase[] = [
  data('a title of 101', 'PIN_TITLE_TOO_LONG', 'title', 't'.repeat(101)),
  data('half of an emoji', 'TEXT_BROKEN', 'title', 'Heart \ud83e'),
  top('the other half of an emoji', 'TEXT_BROKEN', 'content', '\udd17 Heart'),
  data('a title of 101 emoji', 'PIN_TITLE_TOO_LONG', 'title', '🧡'.repeat(101)),
  top('a title for all of 101', 'PIN_TITLE_TOO_LONG', 'title', 'ü'.repeat(101)),
  top('a description of 801', 'PIN_DESCRIPTION_TOO_LONG', 'content', 'd'.repeat(801)),
  top('a description of 801 emoji', 'PIN_DESCRIPTION_TOO_LONG', 'content', '🧡'.repeat(801)),
  {
    name: 'a description of its own of 801',
    wrong: { 'platforms[0].customContent': 'PIN_DESCRIPTION_TOO_LONG' },
    body: (world) => post(world, {}, {}, { customContent: 'd'.repeat(801) }),
  },
  data('an alt text of 501', 'PIN_ALT_TEXT_TOO_LONG', 'altText', 'a'.repeat(501)),
  data('an alt text of 501 emoji', 'PIN_ALT_TEXT_TOO_LONG', 'altText', '🧡'.repeat(501)),
  {
    name: 'an alt text of the medium of 501',
    wrong: { 'mediaItems[0].altText': 'PIN_ALT_TEXT_TOO_LONG' },
    body: (world) =>
      post(world, {
        mediaIds: undefined,
        mediaItems: [
          { url: `${world.product.url}/media/${world.image}/a.jpg`, altText: 'a'.repeat(501) },
        ],
      }),
  },
  data('a link of 2049', 'PIN_LINK_TOO_LONG', 'link', `https://example.com/${'x'.repeat(2029)}`),
];

const links = [
  'http://example.com/page',
  'example.com/page',
  'www.example.com',
  '/page',
  '//example.com/page',
  'https://',
  'https://example .com/page',
  'https://example.com/a page',
  'ftp://example.com/page',
  'mailto:me@example.com',
  'javascript:alert(1)',
  'data:text/html,hello',
  'https://me:secret@example.com/page',
  'https://localhost/page',
  'https://localhost./page',
  'https://127.0.0.1/page',
  'https://192.168.1.20/page',
  'https://[::1]/page',
  'https://printer.local/page',
  'https://intranet/page',
  'just some words',
].map((link) => data(`the link ${link}`, 'PIN_LINK_INVALID', 'link', link));

const shorteners = ['bit.ly', 'www.tinyurl.com', 't.co', 'ow.ly', 'rebrand.ly', 'lnkd.in'].map(
  (host) => data(`a link through ${host}`, 'PIN_LINK_SHORTENER', 'link', `https://${host}/3xYz`),
);
const both = data(
  'a link through a shortener without encryption',
  ['PIN_LINK_INVALID', 'PIN_LINK_SHORTENER'],
  'link',
  'http://bit.ly/3xYz',
);

const colours = ['teal', '#12', '#12345', '#1234567', '#GGGGGG', '123456', 'rgb(1,2,3)'].map(
  (color) => data(`the colour "${color}"`, 'PIN_COLOR_INVALID', 'dominantColor', color),
);

const comments: BadCase[] = [
  top('a first comment', 'PIN_FIRST_COMMENT_UNSUPPORTED', 'firstComment', 'First!'),
  {
    name: 'a first comment of one target',
    wrong: { 'platforms[0].firstComment': 'PIN_FIRST_COMMENT_UNSUPPORTED' },
    body: (world) => post(world, {}, {}, { firstComment: 'First!' }),
  },
];

export const texts: BadCase[] = [
  ...lengths,
  ...links,
  ...shorteners,
  both,
  ...colours,
  ...comments,
];
