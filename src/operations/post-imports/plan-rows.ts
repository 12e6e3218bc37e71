import type { StartImportInput } from '../../contract/index.ts';
import {
  columnOf,
  isUtc,
  readPin,
  type CsvCells,
  type CsvPin,
  type CsvRow,
} from '../../csv/index.ts';
import type { CsvField } from '../../domain/csv-names.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import { isId } from '../../domain/ids.ts';
import { inputHash } from '../../domain/input-hash.ts';
import type { AccountRow, NewImportedRow } from '../../store/index.ts';
import type { Reading } from './reading.ts';
import type { NamedFile } from './take-files.ts';

/** What a file may name that is here already. */
export interface Known {
  workspaceId: string;
  /** Of the workspace, those that can publish. */
  accounts: readonly AccountRow[];
  /** Uploaded files by their name. */
  files: ReadonlyMap<string, NamedFile>;
  /** The address of an uploaded file. */
  addressOf(mediaId: string): string;
}

type Options = Omit<StartImportInput, 'file'>;

/** Rows of a file as they are stored: each with the post that is to be made of it, or with what is wrong. */
export function planRows(
  rows: readonly CsvRow[],
  reading: Reading,
  options: Options,
  known: Known,
): NewImportedRow[] {
  const seen = new Map<string, number>();
  return rows.map(({ number, cells: raw, surplus }): NewImportedRow => {
    if (surplus.length > 0) {
      const problems = [problem('CSV_ROW_CELLS', { values: { cells: surplus.join(' | ') } })];
      return { number, raw, outcome: 'refused', problems };
    }
    const { pin, problems } = readPin(raw, reading);
    const row = postOf(pin, reading, options, known);
    // What is said here is in the words of the file: its columns.
    const found = [...problems, ...row.problems.map((each) => inColumns(each, reading, raw))];
    const hash = inputHash(row.identity);
    const first = seen.get(hash);
    if (first === undefined) seen.set(hash, number);
    else if (found.length === 0) found.push(problem('CSV_ROW_REPEATED', { values: { first } }));
    return found.length > 0
      ? { number, raw, outcome: 'refused', problems: found }
      : { number, raw, post: row.post, key: `csv ${hash}` };
  });
}

/** Names of files in these rows: what is neither an address nor an id. */
export function fileNamesIn(rows: readonly CsvRow[], reading: Reading): string[] {
  const names = rows.flatMap(({ cells }) => {
    const { media, cover } = readPin(cells, reading).pin;
    return [...media, ...(cover && 'image' in cover ? [cover.image] : [])].filter(isName);
  });
  return [...new Set(names)];
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text);
const isName = (text: string): boolean => !isAddress(text) && !isId(text);

/** Fields of a post, and the column that each comes from. */
const sources: readonly (readonly [prefix: string, field: CsvField])[] = [
  ['platforms[0].platformSpecificData.title', 'title'],
  ['platforms[0].platformSpecificData.link', 'link'],
  ['platforms[0].platformSpecificData.boardId', 'board'],
  ['platforms[0].platformSpecificData.boardSectionId', 'section'],
  ['platforms[0].platformSpecificData.altText', 'altText'],
  ['platforms[0].platformSpecificData.dominantColor', 'color'],
  ['platforms[0].platformSpecificData.cover', 'cover'],
  ['platforms[0].accountId', 'account'],
  ['content', 'description'],
  ['title', 'title'],
  ['mediaI', 'media'],
  ['scheduledFor', 'date'],
  ['timezone', 'timezone'],
  ['tags', 'tags'],
  ['referenceKey', 'referenceKey'],
];

/** A problem of a post, at the column of the file where it lies. */
export function inColumns<Found extends { field?: string | undefined }>(
  found: Found,
  { mapping }: Pick<Reading, 'mapping'>,
  raw: CsvCells,
): Found {
  const source = sources.find(([prefix]) => found.field?.startsWith(prefix));
  const column = source && columnOf(mapping, source[1], raw);
  return column === undefined ? found : { ...found, field: column };
}

/**
 * The input of `posts.create` that a row stands for, and what the row is known by: the same, with the content of
 * uploaded files in place of their ids, which another upload of the same folder changes.
 */
function postOf(
  pin: CsvPin,
  { format }: Reading,
  options: Options,
  known: Known,
): { post: Record<string, unknown>; identity: object; problems: Problem[] } {
  const problems: Problem[] = [];
  const contents: (string | null)[] = [];
  const mediaIdOf = (name: string, field: string): string | null => {
    if (isId(name)) return name;
    const file = known.files.get(name);
    if (file && 'id' in file) {
      contents.push(file.sha256);
      return file.id;
    }
    const missing = problem('CSV_MEDIA_NOT_FOUND', { values: { name } });
    problems.push({ ...(file?.problem ?? missing), field });
    return null;
  };
  const sources = pin.media.map((source) =>
    isAddress(source) ? { url: source } : { id: mediaIdOf(source, 'mediaItems') },
  );
  const ids = sources.flatMap((source) => ('id' in source ? (source.id ?? []) : []));
  // Ids where there is nothing else: an address of ours is known only where the public address is the same.
  const media =
    ids.length === sources.length
      ? { mediaIds: ids }
      : {
          mediaItems: sources.flatMap((source) => {
            if ('url' in source) return source;
            return source.id === null ? [] : { url: known.addressOf(source.id) };
          }),
        };
  const accountId = accountOf(pin, options, known, problems);
  const { tags, timing, cover, title, link, section, altText, color } = pin;
  const board = pin.board ?? options.board;
  const at = 'at' in timing ? timing.at : undefined;
  const timezone = pin.timezone ?? options.timezone ?? (isUtc(format) ? 'UTC' : undefined);
  const how = timing.is === 'open' ? options.withoutDate : timing.is;
  const isDraft = options.draft === true || how === 'draft';
  if (!isDraft && how === 'refuse')
    problems.push(problem('SCHEDULE_REQUIRED', { field: 'scheduledFor' }));
  const post = {
    ...(pin.description !== undefined && { content: pin.description }),
    ...media,
    platforms: [
      {
        ...(accountId !== null && { accountId }),
        platformSpecificData: {
          ...(title !== undefined && { title }),
          ...(board !== undefined && { boardId: board }),
          ...(section !== undefined && { boardSectionId: section }),
          ...(link !== undefined && { link }),
          ...(altText !== undefined && { altText }),
          ...(color !== undefined && { dominantColor: color }),
          ...(cover !== undefined && coverFields(cover, mediaIdOf)),
        },
      },
    ],
    ...(tags.length > 0 && { tags }),
    ...(pin.referenceKey !== undefined && { referenceKey: pin.referenceKey }),
    ...(at !== undefined && { scheduledFor: at, ifPast: 'refuse' }),
    ...(at !== undefined && timezone !== undefined && { timezone }),
    ...(isDraft && { isDraft: true }),
    ...(!isDraft && how === 'now' && { publishNow: true }),
    ...(!isDraft &&
      how === 'queue' && {
        queuedFromProfile: known.workspaceId,
        ...(options.queueId !== undefined && { queueId: options.queueId }),
      }),
    ...(options.requiresApproval === true && { requiresApproval: true }),
    ...(options.mediaFit !== undefined && { mediaFit: options.mediaFit }),
  };
  const { queueId, requiresApproval, mediaFit } = options;
  const asked = { accountId, board, timezone, how, isDraft, queueId, requiresApproval, mediaFit };
  return { post, identity: { pin, contents, ...asked }, problems };
}

function coverFields(
  cover: NonNullable<CsvPin['cover']>,
  mediaIdOf: (name: string, field: string) => string | null,
): Record<string, unknown> {
  if ('second' in cover) return { coverImageKeyFrameTime: cover.second };
  if (isAddress(cover.image)) return { coverImageUrl: cover.image };
  const field = 'platforms[0].platformSpecificData.coverMediaId';
  const id = mediaIdOf(cover.image, field);
  return id === null ? {} : { coverMediaId: id };
}

/** The account a row names, else that of the whole file, else the only one there is. */
function accountOf(
  { account: named }: CsvPin,
  { accountId: ofFile }: Options,
  { accounts }: Known,
  problems: Problem[],
): string | null {
  const field = 'platforms[0].accountId';
  const wanted = named ?? ofFile;
  if (wanted === undefined) {
    const [only, ...others] = accounts;
    if (only && others.length === 0) return only.id;
    problems.push(problem('ACCOUNT_REQUIRED', { field }));
    return null;
  }
  const found = findAccountNamed(accounts, wanted);
  if (!found) problems.push(problem('ACCOUNT_NOT_FOUND', { field, values: { accountId: wanted } }));
  return found?.id ?? null;
}

/** By its id, or its name at Pinterest with or without the @. */
const findAccountNamed = (
  accounts: readonly AccountRow[],
  wanted: string,
): AccountRow | undefined =>
  accounts.find(({ id }) => id === wanted) ??
  accounts.find(
    ({ username }) => username.toLowerCase() === wanted.replace(/^@/, '').toLowerCase(),
  );
