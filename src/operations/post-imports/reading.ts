import type { StartImportInput } from '../../contract/index.ts';
import {
  mappingOf,
  recogniseFormat,
  type CsvFile,
  type CsvMapping,
  type CsvReading,
} from '../../csv/index.ts';
import { csvFields } from '../../domain/csv-names.ts';
import { refusal } from '../../domain/errors/index.ts';
import type { PostImportRow } from '../../store/index.ts';

/** How a file is read, and what its refused rows are written with. Stored with the import. */
export interface Reading extends CsvReading {
  columns: readonly string[];
  delimiter: string;
}

/** null: a door read the file. */
export const readingOf = ({ reading }: Pick<PostImportRow, 'reading'>): Reading | null =>
  reading as Reading | null; // As `start.ts` stores it.

/** The column of a file of refused rows that says why; it is ignored when the file is handed in again. */
export const problemsColumn = 'What is wrong';

/** How to read a file. @throws LinchpinError CSV_COLUMNS_UNKNOWN, CSV_COLUMN_MISSING */
export function chooseReading(
  { columns, delimiter }: Pick<CsvFile, 'columns' | 'delimiter'>,
  { format: wanted, mapping: named = {}, dateOrder }: StartImportInput,
): Reading {
  const usable = columns.filter((column) => column !== problemsColumn);
  const shown = usable.join(', ').slice(0, 1_000);
  const own: Record<string, readonly string[]> = {};
  for (const field of csvFields) {
    const column = named[field];
    if (column === undefined) continue;
    if (!usable.includes(column))
      throw refusal('CSV_COLUMN_MISSING', { field: 'mapping', values: { column, columns: shown } });
    own[field] = [column];
  }
  const format =
    wanted ?? recogniseFormat(usable) ?? (own['media'] === undefined ? null : ('plain' as const));
  const mapping: CsvMapping = format === null ? {} : mappingOf(format, usable, own);
  if (format === null || mapping.media === undefined)
    throw refusal('CSV_COLUMNS_UNKNOWN', { field: 'file', values: { columns: shown } });
  return { format, mapping, order: dateOrder, columns, delimiter };
}
