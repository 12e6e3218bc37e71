/** The API's fields and fixes in the words of the command line. */

/** The option of the shell that fills a field of the API. */
export function optionOf(field: string): string {
  const name = field.split('.').at(-1) ?? '';
  return options[name.replace(/\[\d+\]$/, '')] ?? '';
}

const options: Record<string, string> = {
  boardId: '--board',
  title: '--title',
  content: '--description',
  link: '--link',
  altText: '--alt',
  boardSectionId: '--section',
  accountId: '--account',
  scheduledFor: '--at',
  timezone: '--timezone',
  coverImageKeyFrameTime: '--cover-at',
  mediaFit: '--fit',
  mode: '--mode',
  minGapMinutes: '--min-gap',
  linkGapHours: '--link-gap',
  imageGapHours: '--image-gap',
  pinsPerDay: '--per-day',
  days: '--warm-up-days',
};

/** Where the API's way out is another call of the API, the one at the shell. */
const fixes: Record<string, string> = {
  UNAUTHORIZED:
    'Give the right key with --key or LINCHPIN_API_KEY. It is printed when Linchpin starts.',
  PIN_BOARD_NOT_FOUND: 'Use an exact name or an id. "linchpin boards" lists them.',
  PIN_BOARD_AMBIGUOUS: 'Use the id of the board. "linchpin boards" lists them.',
  PIN_BOARD_REQUIRED: 'Add --board with a name or an id. "linchpin boards" lists them.',
  PIN_SPACED: 'Nothing to do. "linchpin spacing" shows the rules of the account and changes them.',
  PIN_MIXED_ASPECT: 'Use images of one shape, or add --fit crop or --fit pad.',
  PIN_SCHEDULE_INVALID:
    'Write it as 2026-12-01T09:00 with --timezone Europe/Berlin, or in UTC as 2026-12-01T08:00:00Z.',
};

/** What to do about a problem, at the shell. */
export const fixFor = (code: string, fix: string): string => fixes[code] ?? fix;
