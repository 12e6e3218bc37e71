import { Readable } from 'node:stream';
import { toCsv } from '../../domain/text/csv.ts';
import { listImportedRows, type PostImportRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofPostImport } from '../within.ts';
import { requireImport } from './imports.ts';
import { problemsText } from './present.ts';
import { problemsColumn, readingOf } from './reading.ts';

/** Rows read at once. Ours. */
const rowsAtOnce = 500;

export const importErrors = implement('postImports.errors', {
  scope: 'posts:read',
  within: ofPostImport,
  async run(context, { importId }) {
    const found = await requireImport(context, importId);
    const name = found.fileName.replace(/\.csv$/i, '').replace(/[^\w.-]+/g, '-');
    return {
      type: 'text/csv; charset=utf-8',
      filename: `${name}-errors.csv`,
      rows: Readable.from(lines(context, found), {
        objectMode: false,
        highWaterMark: 64 * 1024,
      }),
    };
  },
});

async function* lines({ store }: Context, found: PostImportRow) {
  const reading = readingOf(found);
  const delimiter = reading?.delimiter ?? ',';
  let columns = reading?.columns.filter((column) => column !== problemsColumn);
  for (let offset = 0; ; offset += rowsAtOnce) {
    const page = { outcome: 'refused' as const, limit: rowsAtOnce, offset };
    const { rows } = await listImportedRows(store.db, found.id, page);
    columns ??= Object.keys(rows[0]?.raw ?? {});
    const names = columns;
    // Without a byte order mark Excel takes UTF-8 for Windows-1252.
    if (offset === 0) yield `\uFEFF${toCsv([[...names, problemsColumn]], delimiter)}`;
    yield toCsv(
      rows.map((row) => [...names.map((column) => row.raw[column] ?? ''), problemsText(row)]),
      delimiter,
    );
    if (rows.length < rowsAtOnce) return;
  }
}
