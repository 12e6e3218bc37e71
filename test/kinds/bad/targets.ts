import type { ErrorCode } from '../../../src/domain/errors/index.ts';
import { pin, post, type BadCase } from './case.ts';

const data = (
  name: string,
  code: ErrorCode,
  field: string,
  value: unknown,
  fix?: RegExp,
): BadCase => ({
  name,
  wrong: { [`${pin}.${field}`]: code },
  body: (world) => post(world, {}, { [field]: value }),
  ...(fix && { fix }),
});
const entry = (name: string, code: ErrorCode, field: string, value: unknown): BadCase => ({
  name,
  wrong: { [`platforms[0].${field}`]: code },
  body: (world) => post(world, {}, {}, { [field]: value }),
});
const top = (
  name: string,
  code: ErrorCode,
  field: string,
  value: unknown,
  at = field,
): BadCase => ({
  name,
  wrong: { [at]: code },
  body: (world) => post(world, { [field]: value }),
});
/** Bodies that are not a post at all. */
const raw = (name: string, wrong: BadCase['wrong'], body: unknown): BadCase => ({
  name,
  wrong,
  body: () => body,
});

const places: BadCase[] = [
  data('no board', 'PIN_BOARD_REQUIRED', 'boardId', undefined, /by its id or its exact name/),
  data('an empty board', 'PIN_BOARD_REQUIRED', 'boardId', ''),
  data('a board of blanks', 'PIN_BOARD_REQUIRED', 'boardId', '   '),
  data('an unknown board', 'PIN_BOARD_NOT_FOUND', 'boardId', '123456'),
  data('a board with a slip of the finger', 'PIN_BOARD_NOT_FOUND', 'boardId', 'Kitchns'),
  data(
    'a board that is an address',
    'PIN_BOARD_NOT_FOUND',
    'boardId',
    'https://pinterest.com/a/kitchens/',
  ),
  entry('an unknown account', 'ACCOUNT_NOT_FOUND', 'accountId', 'f'.repeat(24)),
  entry('an account that is no id', 'ACCOUNT_NOT_FOUND', 'accountId', "' or 1=1 --"),
  entry('no account', 'ACCOUNT_REQUIRED', 'accountId', undefined),
  entry('another network', 'PLATFORM_NOT_SUPPORTED', 'platform', 'instagram'),
  {
    name: 'a good target and a bad one',
    wrong: { 'platforms[1].platformSpecificData.boardId': 'PIN_BOARD_NOT_FOUND' },
    body: (world) => {
      const [target] = post(world)['platforms'] as object[]; // It has one.
      const other = { ...target, platformSpecificData: { boardId: 'Nowhere' } };
      return post(world, { platforms: [target, other] });
    },
  },
  top('no targets', 'PIN_TARGET_REQUIRED', 'platforms', []),
  top('no media', 'MEDIA_REQUIRED', 'mediaIds', [], 'mediaItems'),
  top('an unknown medium', 'MEDIA_NOT_FOUND', 'mediaIds', ['0'.repeat(24)], 'mediaIds[0]'),
  {
    name: 'a medium without an address',
    wrong: { 'mediaItems[0].url': 'MISSING_REQUIRED_FIELD' },
    body: (world) => post(world, { mediaIds: [], mediaItems: [{ type: 'image' }] }),
  },
  {
    name: 'an announced file that never came',
    wrong: { 'mediaIds[0]': 'MEDIA_NOT_UPLOADED' },
    body: async (world) => {
      const { db } = world.product.app.store;
      const slot = { filename: 'later.jpg', contentType: 'image/jpeg' as const };
      const { mediaId } = await world.product.client.media.presign(slot);
      // Its row goes again: this suite counts them.
      announced.push(() => db.deleteFrom('media').where('id', '=', mediaId).execute());
      return post(world, { mediaIds: [mediaId] });
    },
  },
];
/** Removes what cases had to make; run at the end. */
export const announced: (() => Promise<unknown>)[] = [];

const later = (scheduledFor: unknown, timezone?: string) => ({
  publishNow: undefined,
  scheduledFor,
  ...(timezone !== undefined && { timezone }),
});
const times = (
  [
    ['a time in words', later('tomorrow at nine')],
    ['a day that does not exist', later('2099-02-30T09:00:00Z')],
    ['a month that does not exist', later('2099-13-01T09:00:00Z')],
    ['an hour that does not exist', later('2099-01-01T25:00:00Z')],
    ['a date as Americans write it', later('12/31/2099 9:00 AM')],
    ['the empty date of .NET', later('0001-01-01T00:00:00Z')],
    ['the empty date of Unix', later('1970-01-01T00:00:00.000Z')],
    ['a time before time', later('-271821-04-20T00:00:00Z')],
    ['a time at the end of time', later('+275760-09-13T00:00:00Z')],
    ['a zone that contradicts the other', later('2099-01-01T09:00[Asia/Tokyo]', 'Europe/Berlin')],
    ['an offset that contradicts the zone', later('2099-01-01T09:00+05:00[Europe/Berlin]')],
  ] as const
).map(([name, more]): BadCase => ({
  name,
  wrong: { scheduledFor: 'PIN_SCHEDULE_INVALID' },
  body: (world) => post(world, more),
}));

const types: BadCase[] = [
  top('a number for a text', 'INVALID_FIELD_VALUE', 'content', 17),
  top('a list for a text', 'INVALID_FIELD_VALUE', 'content', ['a', 'b']),
  top('a word for yes or no', 'INVALID_FIELD_VALUE', 'publishNow', 'yes'),
  top('a text for a list of tags', 'INVALID_FIELD_VALUE', 'tags', 'kitchen'),
  top('a fit nobody knows', 'INVALID_FIELD_VALUE', 'mediaFit', 'stretch'),
  top('a list for metadata', 'INVALID_FIELD_VALUE', 'metadata', []),
  top('a time zone that is none', 'INVALID_FIELD_VALUE', 'timezone', 'Mars/Olympus'),
  top('an abbreviation for a time zone', 'INVALID_FIELD_VALUE', 'timezone', 'PST'),
  top('an offset for a time zone', 'INVALID_FIELD_VALUE', 'timezone', '+02:00'),
  top('a number for a time', 'INVALID_FIELD_VALUE', 'scheduledFor', 1_800_000_000),
  data('a number for a board', 'INVALID_FIELD_VALUE', 'boardId', 17),
  data('a list for a title', 'INVALID_FIELD_VALUE', 'title', []),
  data('a text for slides', 'INVALID_FIELD_VALUE', 'slides', 'one, two'),
  data('a word for a disclosure', 'INVALID_FIELD_VALUE', 'isAiGenerated', 'partly'),
  {
    name: 'a disclosure nobody knows',
    wrong: { [`${pin}.aiDisclosures[0]`]: 'INVALID_FIELD_VALUE' },
    body: (world) => post(world, {}, { aiDisclosures: ['AI_GENERATED'] }),
  },
];

const bodies: BadCase[] = [
  raw('no body', { '': 'EMPTY_BODY' }, ''),
  raw('blanks', { '': 'EMPTY_BODY' }, ' \n '),
  raw('null', { '': 'EMPTY_BODY' }, 'null'),
  raw('broken JSON', { '': 'INVALID_JSON' }, '{"content": "x",'),
  raw('a list', { '': 'INVALID_FIELD_VALUE' }, '[]'),
  raw('a text', { '': 'INVALID_FIELD_VALUE' }, '"hello"'),
  raw('a number', { '': 'INVALID_FIELD_VALUE' }, '7'),
  raw(
    'only the wish',
    { platforms: 'PIN_TARGET_REQUIRED', mediaItems: 'MEDIA_REQUIRED' },
    '{"publishNow":true}',
  ),
];

export const targets: BadCase[] = [...places, ...times, ...types, ...bodies];
