import type { Readable } from 'node:stream';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { maxBulkRows } from '../contract/index.ts';
import { refusal } from '../domain/errors/index.ts';

export type CsvRow = Record<string, string>;

/** Over all rows: they are stored as they came. Ours. */
const mostCells = 15_000;
/** Characters of a cell; the longest text of a Pin has 2048. */
const longestCell = 5_000;
/** Bytes. */
const mostBytes = 5 * 1024 * 1024;

export interface CsvFile {
  rows: CsvRow[];
  text: string;
}

/**
 * The rows of a file by the names in its first line: UTF-8 or Windows-1252, with commas, semicolons or tabs.
 * @throws LinchpinError BODY_TOO_LARGE, REQUEST_UNREADABLE, INVALID_FIELD_VALUE
 */
export async function readCsv(file: Readable): Promise<CsvFile> {
  const text = decode(await bytesOf(file));
  const rows = rowsOf(text);
  if (rows.length === 0) throw unfit('it has no rows.');
  if (rows.length > maxBulkRows)
    throw unfit(`it has ${rows.length} rows; at most ${maxBulkRows} are taken in one file.`);
  const cells = rows.flatMap((row) => Object.values(row));
  if (cells.length > mostCells)
    throw unfit(`it has ${cells.length} cells; at most ${mostCells} are taken in one file.`);
  if (cells.some((cell) => cell.length > longestCell))
    throw unfit(`a cell has more than ${longestCell} characters.`);
  return { rows, text };
}

const unfit = (reason: string) =>
  refusal('INVALID_FIELD_VALUE', { field: 'file', values: { field: 'file', reason } });

async function bytesOf(file: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw refusal('BODY_TOO_LARGE', { values: { limit: '5 MB' } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What is no UTF-8 was saved by Excel on Windows. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function rowsOf(text: string): CsvRow[] {
  try {
    return parse<CsvRow>(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count_less: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refusal('REQUEST_UNREADABLE', {
      field: 'file',
      values: { reason: error.message.replace(/\.$/, '') },
    });
  }
}

/** The sign that the first line has most of. */
function delimiterOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** Lists in one cell are separated so. */
const listOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split('#')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A row in the columns of bundle.social as the body of `POST /post/`, and the addresses of its media. */
export function postOfRow(row: CsvRow): { body: object; mediaUrls: string[] } {
  const pin = {
    boardName: row['pinterestBoardName'],
    text: row['pinterestTitle'],
    description: row['pinterestDescription'] || row['text'],
    link: row['pinterestLink'],
    thumbnail: row['pinterestThumbnail'],
    altText: row['pinterestAltText'],
    note: row['pinterestNote'],
    dominantColor: row['pinterestDominantColor'],
  };
  const networks = listOf(row['socialAccountTypes']).map((name) => name.toUpperCase());
  const body = {
    teamId: row['teamId'],
    title: row['title'],
    postDate: row['postDate'],
    status: row['status']?.toUpperCase() || 'SCHEDULED',
    socialAccountTypes: networks.length > 0 ? networks : ['PINTEREST'],
    referenceKey: row['referenceKey'],
    data: { PINTEREST: withoutEmpty(pin) },
  };
  return { body: withoutEmpty(body), mediaUrls: listOf(row['pinterestMediaUrls']) };
}

const withoutEmpty = (cells: object): object =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined && cell !== ''));
