import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { findMediaNamed, insertMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { mediaUpdate, orDiscard } from '../media/ingest.ts';
import { receiveFile } from '../media/receive-file.ts';
import { requireScope } from '../permission.ts';
import { requireRoom, type Archive, type PackedFile } from './zip.ts';

/** A file that rows name: it is here, or cannot be used. */
export type NamedFile = { id: string; sha256: string | null } | { problem: Problem };

/**
 * The files that rows name: those of the archive are taken in, the others are looked for among the uploaded ones, the
 * newest of a name.
 */
export async function takeFiles(
  context: Context,
  archive: Archive | null,
  names: readonly string[],
): Promise<Map<string, NamedFile>> {
  const { store, workspaceId } = context;
  const taken = new Map<string, NamedFile>();
  const packed = names.flatMap((name) => {
    const [file, ...others] = archive?.find(name) ?? [];
    if (!file) return [];
    if (others.length === 0) return [{ name, file }];
    taken.set(name, { problem: problem('CSV_MEDIA_AMBIGUOUS', { values: { name } }) });
    return [];
  });
  if (packed.length > 0) requireScope(context, 'media:write');
  const files = [...new Set(packed.map(({ file }) => file))];
  requireRoom(files);
  const byFile = new Map<PackedFile, NamedFile>();
  for (const file of files) byFile.set(file, await takeFile(context, file));
  for (const { name, file } of packed) {
    const found = byFile.get(file);
    if (found) taken.set(name, found);
  }
  const others = names.filter((name) => !taken.has(name));
  for (const { filename, id, sha256 } of await findMediaNamed(store.db, workspaceId, others))
    taken.set(filename ?? '', { id, sha256 });
  return taken;
}

/** Takes one file in as an upload; one that is no picture or video is for the rows to tell that name it. */
async function takeFile(context: Context, file: PackedFile): Promise<NamedFile> {
  try {
    const { workspaceId } = context;
    const info = await receiveFile(context, { stream: await file.open(), filename: file.name });
    const id = newId(context.clock());
    await orDiscard(context, info, () =>
      context.commit({ subject: { type: 'media', id }, more: true }, (tx) =>
        insertMedia(tx, {
          id,
          workspaceId,
          filename: file.name,
          declaredType: null,
          ...mediaUpdate(info),
        }),
      ),
    );
    return { id, sha256: info.sha256 };
  } catch (error) {
    if (!(error instanceof LinchpinError) || error.problems[0].retryable) throw error;
    return { problem: error.problems[0] };
  }
}
