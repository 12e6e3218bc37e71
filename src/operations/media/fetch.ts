import { insertMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { uploadWorkspace } from '../within.ts';
import { requireMedia } from './get.ts';
import { ingestUrl, mediaInsert, orDiscard } from './ingest.ts';
import { presentMedia } from './present.ts';

export const fetchMedia = implement('media.fetch', {
  scope: 'media:write',
  within: uploadWorkspace,
  run: fetchAndKeep,
  repeat: async (context, mediaId) => presentMedia(context, await requireMedia(context, mediaId)),
});

async function fetchAndKeep(context: Context, { url }: { url: string }) {
  const fetched = await ingestUrl(context, context.workspaceId, url.trim());
  const media = await orDiscard(context, fetched, () =>
    context.commit({ subject: { type: 'media', id: fetched.id } }, (tx) =>
      insertMedia(tx, mediaInsert(fetched)),
    ),
  );
  return presentMedia(context, media);
}
