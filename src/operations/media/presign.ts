import { newId } from '../../domain/ids.ts';
import { insertMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { uploadWorkspace } from '../within.ts';

export const presignMedia = implement('media.presign', {
  scope: 'media:write',
  within: uploadWorkspace,
  async run(context, input) {
    const id = newId(context.clock());
    await context.commit({ subject: { type: 'media', id } }, (tx) =>
      insertMedia(tx, {
        id,
        workspaceId: context.workspaceId,
        status: 'awaiting_upload',
        filename: input.filename,
        declaredType: input.contentType,
      }),
    );
    return answer(context, id, input.filename);
  },
  repeat: (context, mediaId, { filename }) => Promise.resolve(answer(context, mediaId, filename)),
});

function answer({ links }: Context, id: string, filename: string) {
  const upload = links.upload(id);
  return {
    uploadUrl: upload.url,
    publicUrl: links.media({ id, filename }),
    key: id,
    mediaId: id,
    expiresIn: upload.expiresInSeconds,
  };
}
