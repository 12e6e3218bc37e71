import { setTimeout as pause } from 'node:timers/promises';
import { maxImportRows, type BulkUpload, type BulkUploadInput } from '../../contract/index.ts';
import { listImportedRows, type ImportedRow, type PostImportRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { requireImport } from './imports.ts';
import { unusedColumns } from './present.ts';
import { readingOf } from './reading.ts';
import { startFile } from './start.ts';

/** Rows above which Zernio's API warns. */
const manyRows = 500;
/** Ms between looks at the import, and after which the answer says what is done so far. Ours. */
const wait = { lookEvery: 150, longest: 300_000 };

/** Zernio's way: the answer comes when all rows are done. They are made as those of any other file. */
export const bulkUpload = implement('postImports.bulkUpload', {
  scope: 'posts:write',
  within: theWorkspace,
  async run(context, input: BulkUploadInput) {
    const { file, filename, dryRun } = input;
    const given = { file, filename, dryRun, format: 'zernio' as const };
    const { id } = await startFile(context, { ...given, withoutDate: 'refuse' });
    return answer(context, await ended(context, id));
  },
  repeat: async (context, importId) => answer(context, await ended(context, importId)),
});

async function ended(context: Context, importId: string): Promise<PostImportRow> {
  const began = performance.now();
  for (;;) {
    const found = await requireImport(context, importId);
    const isAtWork = found.state === 'working' || found.state === 'cancelling';
    if (!isAtWork || performance.now() - began > wait.longest) return found;
    await pause(wait.lookEvery);
  }
}

async function answer({ store }: Context, found: PostImportRow): Promise<BulkUpload> {
  const page = { limit: maxImportRows, offset: 0 };
  const { rows } = await listImportedRows(store.db, found.id, page);
  const results = rows.map((row): BulkUpload['results'][number] => {
    const ok = row.postId !== null || row.outcome === 'valid';
    return {
      rowIndex: row.number,
      ok,
      ...(row.postId !== null && !found.dryRun && { createdPostId: row.postId }),
      ...(!ok && { errors: errorsOf(row) }),
    };
  });
  const valid = results.filter(({ ok }) => ok).length;
  // A profile is a workspace of the other service, which is not known here.
  const unknown = unusedColumns(readingOf(found)).filter((column) => column !== 'profiles');
  return {
    total: rows.length,
    valid,
    invalid: rows.length - valid,
    results,
    warnings: [
      ...(rows.length > manyRows ? [`rows_exceed_advisory_limit:${manyRows}`] : []),
      ...(unknown.length > 0 ? [`unknown_columns:${unknown.join(',')}`] : []),
    ],
    importId: found.id,
  };
}

/** Zernio's own codes where it has one for the same. */
function errorsOf({ outcome, problems }: ImportedRow): string[] {
  if (outcome === null) return ['not_made_yet'];
  return (problems ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, fix }) =>
      code === 'SCHEDULE_REQUIRED' ? 'schedule_time_missing' : `${code}: ${message} ${fix}`,
    );
}
