import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  findPostImport,
  insertPostImport,
  listImportedRows,
  listPostImports,
  readPostStates,
  type PostImportRow,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { everyWorkspace, ofPostImport, theWorkspace } from '../within.ts';
import { presentImport, presentRow, reportOf } from './present.ts';

export const recordImport = implement('postImports.record', {
  scope: 'posts:write',
  within: theWorkspace,
  async run(context, { fileName, rows }) {
    const { workspaceId, store, actor } = context;
    const made = rows.flatMap(({ postId }) => postId ?? []);
    // Rows may be for several workspaces of the caller; a post of another one is not named.
    const granted = actor.grants.map((grant) => grant.workspaceId);
    const known = await readPostStates(store.db, granted, made);
    if (made.some((postId) => !known.has(postId))) throw refusal('NOT_FOUND', { field: 'rows' });
    const id = newId(context.clock());
    const counted = { fileName, rows: rows.length, made: made.length };
    const now = new Date(context.clock());
    const row = await context.commit(
      { subject: { type: 'post_import', id }, details: counted },
      (tx) =>
        insertPostImport(
          tx,
          { id, workspaceId, ...counted, refused: rows.length - made.length, endedAt: now },
          rows.map(({ postId = null, error = null, raw }, index) => ({
            number: index + 1,
            outcome: postId === null ? ('refused' as const) : ('created' as const),
            postId,
            error,
            raw,
          })),
        ),
    );
    return presentImport(row);
  },
  repeat: async (context, importId) => presentImport(await requireImport(context, importId)),
});

export const listImports = implement('postImports.list', {
  scope: 'posts:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }, { limit, offset }) {
    const { imports, total } = await listPostImports(store.db, workspaceIds, { limit, offset });
    return { imports: imports.map(presentImport), total };
  },
});

export const getImport = implement('postImports.get', {
  scope: 'posts:read',
  within: ofPostImport,
  run: async (context, { importId }) => reportOf(context, await requireImport(context, importId)),
});

export const importRows = implement('postImports.rows', {
  scope: 'posts:read',
  within: ofPostImport,
  async run(context, { importId, outcome, made, limit, offset }) {
    const { id } = await requireImport(context, importId);
    const { rows, total } = await listImportedRows(context.store.db, id, {
      outcome: outcome === 'waiting' ? null : outcome,
      made,
      limit,
      offset,
    });
    return { rows: rows.map(presentRow), total };
  },
});

/** @throws LinchpinError NOT_FOUND */
export async function requireImport(
  { store, workspaceId }: Context,
  importId: string,
): Promise<PostImportRow> {
  const found = await findPostImport(store.db, workspaceId, importId);
  if (!found) throw refusal('NOT_FOUND', { field: 'importId' });
  return found;
}
