import { listMedia as readMedia, readMediaUses } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentListed } from './present.ts';

export const listMedia = implement('media.list', {
  scope: 'posts:read',
  within: everyWorkspace,
  async run(context, { kind, used, ids, withPosts, limit, offset }) {
    const { store, workspaceIds } = context;
    const wanted = ids
      ?.split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const rows = await readMedia(store.db, workspaceIds, {
      kind,
      used,
      ids: wanted,
      limit,
      offset,
    });
    const uses = withPosts
      ? await readMediaUses(
          store.db,
          workspaceIds,
          rows.map(({ id }) => id),
        )
      : null;
    return { media: rows.map((row) => presentListed(context, row, uses)) };
  },
});
