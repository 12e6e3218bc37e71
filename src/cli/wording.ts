import type { ProblemBody } from '../sdk/index.ts';

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
  toSectionId: '--section',
  movePinsTo: '--move-pins-to',
  accountId: '--account',
  scheduledFor: '--at',
  timezone: '--timezone',
  mapping: '--map',
  coverImageKeyFrameTime: '--cover-at',
  mediaFit: '--fit',
  mode: '--mode',
  minGapMinutes: '--min-gap',
  linkGapHours: '--link-gap',
  imageGapHours: '--image-gap',
  pinsPerDay: '--per-day',
  days: '--warm-up-days',
};

/** Fixes that a shell has words of its own for. */
const fixes: Record<string, string> = {
  UNAUTHORIZED:
    'Give the right key with --key or LINCHPIN_API_KEY. It is printed when Linchpin starts.',
  PIN_SCHEDULE_INVALID:
    'Write it as 2026-12-01T09:00 with --timezone Europe/Berlin, or in UTC as 2026-12-01T08:00:00Z.',
  PIN_SECTION_NOT_FOUND:
    'Use the id or the exact name of a section of this board, or leave --section out.',
  BOARD_HAS_PINS:
    'Add --move-pins-to <board> to move them first (--pins-to-board for a section), or --cancel-pins.',
  TIME_PASSED: 'Give a later time with --at, or leave it out to publish at once.',
};

/** Calls that help, as commands. */
const commands: Record<string, string> = {
  'boards.list': '"linchpin boards" lists them.',
  'sections.list': '"linchpin boards sections <board>" lists them.',
  'spacing.get': '"linchpin spacing" shows the rules of the account and changes them.',
  'posts.approve': '"linchpin approve" does that.',
};

/** Fields to set, as options. */
const settings: Record<string, string> = {
  keywords: 'Run "linchpin connect --account <name> --keywords".',
  mediaFit: 'Add --fit crop or --fit pad.',
  mapping: 'Add --map media=<column>, and others like it.',
  dateOrder: 'Add --date-order dmy or --date-order mdy.',
};

/** What to do about a problem, at the shell. */
export const fixFor = ({ code, fix, hint }: Pick<ProblemBody, 'code' | 'fix' | 'hint'>): string =>
  fixes[code] ??
  [fix, commands[hint?.call ?? ''], ...Object.keys(hint?.set ?? {}).map((field) => settings[field])]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
