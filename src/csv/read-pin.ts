import type { CsvField, CsvFormat, DateOrder } from '../domain/csv-names.ts';
import { problem, type Problem } from '../domain/errors/index.ts';
import { readDate } from './date.ts';
import { separatorOf, type CsvMapping } from './formats.ts';
import type { CsvCells } from './read.ts';

/** When a row wants its Pin to go out. `open`: it does not say; `unreadable`: its text is no date that is understood. */
export type CsvTiming =
  | { is: 'draft'; at?: string }
  | { is: 'now' | 'queue' | 'open' | 'unreadable' }
  /** `at`: ISO 8601, in `timezone` unless it says more. */
  | { is: 'at'; at: string };

/** A Pin as a row describes it. What is absent was not said. */
export interface CsvPin {
  title?: string;
  description?: string;
  link?: string;
  board?: string;
  section?: string;
  altText?: string;
  color?: string;
  referenceKey?: string;
  account?: string;
  timezone?: string;
  tags: string[];
  /** Addresses, ids or names of files, in order. */
  media: string[];
  /** Of a video: the second of its frame, or the address or name of an image. */
  cover?: { second: number } | { image: string };
  timing: CsvTiming;
}

export interface CsvReading {
  format: CsvFormat;
  mapping: CsvMapping;
  order?: DateOrder | undefined;
}

/** What a row says of a Pin, and what is wrong with its cells; the field of a problem is the column. */
export function readPin(
  cells: CsvCells,
  { format, mapping, order }: CsvReading,
): { pin: CsvPin; problems: Problem[] } {
  const problems: Problem[] = [];
  const cellOf = (field: CsvField): string | undefined => {
    const column = columnOf(mapping, field, cells);
    return column === undefined ? undefined : cells[column]?.trim() || undefined;
  };
  const nameOf = (field: CsvField): string => columnOf(mapping, field, cells) ?? field;

  const networks = listOf(cellOf('networks'));
  if (networks.length > 0 && !networks.some((name) => /pinterest/i.test(name)))
    problems.push(
      problem('CSV_OTHER_NETWORK', {
        field: nameOf('networks'),
        values: { networks: networks.join(', ') },
      }),
    );

  const status = cellOf('status') ?? '';
  if (/^(published|posted)$/i.test(status))
    problems.push(problem('CSV_ROW_PUBLISHED', { field: nameOf('status'), values: { status } }));

  const readTime = (): string | undefined => {
    const date = cellOf('date');
    const time = cellOf('time');
    if (date === undefined) return undefined;
    const whole = time === undefined || /\d:\d\d/.test(date) ? date : `${date} ${time}`;
    const read = readDate(whole, order);
    if (read.is === 'read') return read.text;
    const field = nameOf('date');
    problems.push(
      read.is === 'ambiguous'
        ? problem('CSV_DATE_AMBIGUOUS', {
            field,
            values: { date: whole, first: dayOf(read.either[0]), other: dayOf(read.either[1]) },
          })
        : problem('CSV_DATE_UNREADABLE', { field, values: { date: whole } }),
    );
    return undefined;
  };
  const at = readTime();
  const zone = cellOf('timezone');
  const coverCell = cellOf('cover');
  const cover = coverCell === undefined ? undefined : coverOf(coverCell);
  const texts = ['title', 'description', 'link', 'board', 'section', 'altText', 'color'] as const;
  const pin: CsvPin = {
    ...Object.fromEntries(
      [...texts, 'referenceKey' as const, 'account' as const].flatMap((field) => {
        const cell = cellOf(field);
        return cell === undefined ? [] : [[field, cell]];
      }),
    ),
    ...(zone !== undefined && { timezone: zone }),
    ...(cover !== undefined && { cover }),
    tags: listOf(cellOf('tags')),
    media: (cellOf('media') ?? '').split(separatorOf(format)).filter((part) => part !== ''),
    timing: timingOf({
      at,
      hasDate: cellOf('date') !== undefined,
      isDraft: isYes(cellOf('isDraft')) || /^(draft|cancell?ed)$/i.test(status),
      publishNow: isYes(cellOf('publishNow')),
      useQueue: isYes(cellOf('useQueue')),
    }),
  };
  return { pin, problems };
}

/** The first column for a field that is filled in; else the first one. */
export function columnOf(
  mapping: CsvMapping,
  field: CsvField,
  cells: CsvCells,
): string | undefined {
  const columns = mapping[field] ?? [];
  return columns.find((column) => (cells[column] ?? '').trim() !== '') ?? columns[0];
}

interface Wishes {
  at: string | undefined;
  hasDate: boolean;
  isDraft: boolean;
  publishNow: boolean;
  useQueue: boolean;
}

/** As Zernio's files have it: a draft is one whatever else is said, then now, then a time, then the queue. */
function timingOf({ at, hasDate, isDraft, publishNow, useQueue }: Wishes): CsvTiming {
  if (isDraft) return { is: 'draft', ...(at !== undefined && { at }) };
  if (publishNow) return { is: 'now' };
  if (at !== undefined) return { is: 'at', at };
  if (hasDate) return { is: 'unreadable' };
  return { is: useQueue ? 'queue' : 'open' };
}

const isYes = (cell: string | undefined): boolean => /^(true|yes|y|1|x)$/i.test(cell ?? '');

const dayOf = (time: string): string => time.slice(0, 10);

const listOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(/[,;|#\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `1:05`, `65` or `65s` is the second of a frame, as in Pinterest's own files; anything else an image. */
function coverOf(cell: string): NonNullable<CsvPin['cover']> {
  const [, minutes = '0', seconds] = /^(?:(\d{1,3}):)?(\d{1,5}(?:\.\d+)?)s?$/.exec(cell) ?? [];
  return seconds === undefined
    ? { image: cell }
    : { second: Number(minutes) * 60 + Number(seconds) };
}
