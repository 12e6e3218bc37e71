import { createHash } from 'node:crypto';
import { maxImportRows, type StartImportInput } from '../../contract/index.ts';
import { readCsv } from '../../csv/index.ts';
import { newId } from '../../domain/ids.ts';
import { insertPostImport, listAccounts, type PostImportRow } from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { grantNow } from '../on-behalf.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { whileHandedIn, type HandedIn } from './hand-in.ts';
import { requireImport } from './imports.ts';
import { fileNamesIn, planRows } from './plan-rows.ts';
import { reportOf } from './present.ts';
import { chooseReading } from './reading.ts';
import { takeFiles } from './take-files.ts';

/** The most one file may have. Ours: its rows are stored as they came. */
const limits = { bytes: 20 * 1024 ** 2, rows: maxImportRows, cells: 60 * maxImportRows };

/**
 * Reads the whole file, stores each row with the post that is to be made of it, and leaves the making to workers. What
 * the file names is looked up now, so that a row means the same whenever it is made.
 */
export const startImport = implement('postImports.start', {
  scope: 'posts:write',
  within: theWorkspace,
  run: async (context, input) => reportOf(context, await startFile(context, input)),
  repeat: async (context, importId) => reportOf(context, await requireImport(context, importId)),
});

/** Stores a file with its rows. @throws LinchpinError where no row can be read */
export const startFile = (context: Context, input: StartImportInput): Promise<PostImportRow> =>
  whileHandedIn(context, input.file, (given) => start(context, input, given));

async function start(
  context: Context,
  input: StartImportInput,
  { csv, archive }: HandedIn,
): Promise<PostImportRow> {
  const { store, workspaceId, links } = context;
  const { filename, dryRun } = input;
  const file = await readCsv(csv, limits);
  const reading = chooseReading(file, input);
  const accounts = await listAccounts(store.db, [workspaceId]);
  const files = await takeFiles(context, archive, fileNamesIn(file.rows, reading));
  const rows = planRows(file.rows, reading, input, {
    workspaceId,
    accounts: accounts.filter(({ status }) => status !== 'disconnected'),
    files,
    addressOf: (id) => links.media({ id, filename: null }),
  });
  const id = newId(context.clock());
  const refused = rows.filter(({ outcome }) => outcome === 'refused').length;
  const isOver = refused === rows.length;
  return context.commit(
    {
      subject: { type: 'post_import', id },
      details: { fileName: filename, rows: rows.length, dryRun },
      fileHash: createHash('sha256').update(file.text).digest('hex'),
    },
    (tx) =>
      insertPostImport(
        tx,
        {
          id,
          workspaceId,
          fileName: filename,
          rows: rows.length,
          made: 0,
          refused,
          dryRun,
          state: isOver ? 'done' : 'working',
          reading: JSON.stringify(reading),
          askedBy: JSON.stringify(namedActor(context.actor)),
          granted: JSON.stringify(grantNow(context)),
          ...(isOver && { endedAt: new Date(context.clock()) }),
        },
        rows,
      ),
  );
}
