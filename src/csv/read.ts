import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refusal } from '../domain/errors/index.ts';

export type CsvCells = Record<string, string>;

export interface CsvRow {
  /** From 1, the line of names left out; empty rows count, so that it is the row a spreadsheet shows, less one. */
  number: number;
  /** By the names of the columns; a row that is cut short has fewer. */
  cells: CsvCells;
  /** Filled cells beyond the last column. */
  surplus: string[];
}

export interface CsvFile {
  /** Names of the columns, in order. */
  columns: string[];
  delimiter: string;
  /** Without empty ones. */
  rows: CsvRow[];
  text: string;
}

/** The most a file may have. */
export interface CsvLimits {
  bytes: number;
  rows: number;
  cells: number;
}

/** Characters of a cell; the longest text of a Pin has 2048. */
const longestCell = 5_000;
/** Characters parsed before others get their turn. */
const portion = 64 * 1024;

/**
 * The rows of a file by the names in its first line: UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs.
 * @throws LinchpinError BODY_TOO_LARGE, REQUEST_UNREADABLE, INVALID_FIELD_VALUE
 */
export async function readCsv(file: Readable, limits: CsvLimits): Promise<CsvFile> {
  const text = withoutSeparatorLine(decode(await bytesOf(file, limits.bytes)));
  if (text.includes('\0')) throw unreadable('it is no text; save the table as CSV');
  const delimiter = delimiterOf(text);
  const { columns, rows } = await rowsOf(text, delimiter);
  if (rows.length === 0) throw unfit('it has no rows.');
  if (rows.length > limits.rows)
    throw unfit(`it has ${rows.length} rows; at most ${limits.rows} are taken in one file.`);
  const cells = rows.flatMap((row) => Object.values(row.cells));
  if (cells.length > limits.cells)
    throw unfit(`it has ${cells.length} cells; at most ${limits.cells} are taken in one file.`);
  if (cells.some((cell) => cell.length > longestCell))
    throw unfit(`a cell has more than ${longestCell} characters.`);
  return { columns, delimiter, rows, text };
}

const unfit = (reason: string) =>
  refusal('INVALID_FIELD_VALUE', { field: 'file', values: { field: 'file', reason } });

const unreadable = (reason: string) =>
  refusal('REQUEST_UNREADABLE', { field: 'file', values: { reason } });

async function bytesOf(file: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most)
      throw refusal('BODY_TOO_LARGE', { values: { limit: `${Math.floor(most / 1024 ** 2)} MB` } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What is no UTF-8 was saved by Excel on Windows: as "Unicode text" it is UTF-16, else Windows-1252. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** What Windows-1252 has from 0x80 on in place of the control characters of Latin-1; a point: nothing. */
const windowsSigns = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ';

/** By hand: `TextDecoder` of some releases of Node 20 takes Windows-1252 for Latin-1. */
const windows1252 = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);

/** Excel reads a first line `sep=;` as an order to itself. */
const withoutSeparatorLine = (text: string): string => text.replace(/^\uFEFF?sep=.\r?\n/i, '');

async function rowsOf(text: string, delimiter: string): Promise<Pick<CsvFile, 'columns' | 'rows'>> {
  const parser = Readable.from(portionsOf(text)).pipe(
    parse({ bom: true, delimiter, relax_column_count: true, trim: true }),
  );
  let names: string[] | null = null;
  const rows: CsvRow[] = [];
  try {
    let number = 0;
    // Without `columns` a record is a list of cells.
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (names === null) {
        names = cells;
        continue;
      }
      number++;
      if (cells.every((cell) => cell === '')) continue;
      const surplus = cells.slice(names.length).filter((cell) => cell !== '');
      rows.push({ number, cells: byName(names, cells), surplus });
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(error.message.replace(/\.$/, ''));
  }
  return { columns: usable(names ?? []), rows };
}

/** The cells of columns that have a name. */
const byName = (names: readonly string[], cells: readonly string[]): CsvCells =>
  Object.fromEntries(
    names.flatMap((name, index) => {
      const cell = cells[index];
      return name === '' || cell === undefined ? [] : [[name, asWritten(cell)]];
    }),
  );

function* portionsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += portion)
    yield text.slice(start, start + portion);
}

/**
 * The names of the columns that have one.
 * @throws LinchpinError INVALID_FIELD_VALUE where two have the same: which of them counts is not known
 */
function usable(names: readonly string[]): string[] {
  const kept = names.filter((name) => name !== '');
  const twice = kept.find((name, index) => kept.indexOf(name) !== index);
  if (twice !== undefined) throw unfit(`two of its columns are named "${twice}".`);
  return kept;
}

/** Takes back what keeps a spreadsheet from running a cell as a formula (domain/text/csv.ts). */
const asWritten = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '');

/** The sign that the first line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const bare = line.replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: bare.split(sign).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.sign ?? ',';
}
