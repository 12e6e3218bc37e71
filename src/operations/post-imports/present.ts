import type { ImportedRow, PostImport, PostImportReport } from '../../contract/index.ts';
import { problem } from '../../domain/errors/index.ts';
import {
  importProblems,
  type ImportedRow as StoredRow,
  type PostImportRow,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { problemsColumn, readingOf, type Reading } from './reading.ts';

export function presentImport(row: PostImportRow): PostImport {
  const { made, existing, valid, refused, cancelled } = row;
  const waiting = row.rows - made - valid - refused - cancelled;
  return {
    id: row.id,
    profileId: row.workspaceId,
    fileName: row.fileName,
    format: readingOf(row)?.format ?? null,
    state: row.state,
    dryRun: row.dryRun,
    rows: row.rows,
    made,
    counts: { waiting, created: made - existing, existing, valid, refused, cancelled },
    problem: row.problem ?? (row.givenUpAt === null ? null : problem('POST_IMPORT_GAVE_UP')),
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

export async function reportOf(
  { store }: Pick<Context, 'store'>,
  row: PostImportRow,
): Promise<PostImportReport> {
  const reading = readingOf(row);
  const mapping = Object.entries(reading?.mapping ?? {}).map(([field, columns]) => [
    field,
    [...columns],
  ]);
  return {
    ...presentImport(row),
    mapping: Object.fromEntries(mapping) as PostImportReport['mapping'],
    ignoredColumns: unusedColumns(reading),
    problems: (await importProblems(store.db, row.id)).map(({ hint, ...found }) => ({
      ...found,
      ...(hint && { hint }),
    })),
  };
}

/** Columns that say nothing of a Pin here. */
export function unusedColumns(reading: Reading | null): string[] {
  if (reading === null) return [];
  const used = new Set([...Object.values(reading.mapping).flat(), problemsColumn]);
  return reading.columns.filter((column) => !used.has(column));
}

export function presentRow(row: StoredRow): ImportedRow {
  const { number, outcome, postId, raw } = row;
  const problems = row.problems ?? [];
  const error = row.error ?? (outcome === 'refused' ? problemsText(row) : null);
  return { number, outcome: outcome ?? 'waiting', postId, error, problems, raw };
}

/** Why a row was refused, for a person: a line for each problem. */
export const problemsText = ({ problems, error }: Pick<StoredRow, 'problems' | 'error'>): string =>
  (problems ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ field, message, fix }) => `${field ? `${field}: ` : ''}${message} ${fix}`)
    .join('\n') ||
  (error ?? '');
