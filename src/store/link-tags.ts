import type { LinkTags } from '../domain/pins/link-tags.ts';
import type { Db } from './database/pool.ts';

/** Sets what is added to the links of a workspace, or of one of its accounts; null: nothing, or what the workspace has. */
export const setLinkTags = async (
  db: Db,
  { of, id }: { of: 'workspace' | 'account'; id: string },
  tags: LinkTags | null,
): Promise<void> => {
  await db
    .updateTable(of)
    .set({ linkTags: tags && JSON.stringify(tags) })
    .where('id', '=', id)
    .execute();
};
