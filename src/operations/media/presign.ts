import { PresignedUpload, PresignMediaInput } from '../../contract/index.ts';
import { newId } from '../../domain/ids.ts';
import { insertMedia } from '../../store/index.ts';
import { operation } from '../operation.ts';

export const presignMedia = operation({
  name: 'media.presign',
  summary: 'An address to PUT a file to, and the id and public address it will have',
  scope: 'write',
  destructive: false,
  input: PresignMediaInput,
  output: PresignedUpload,
  async run(context, input) {
    const media = await insertMedia(context.store.db, {
      id: newId(context.clock()),
      workspaceId: context.actor.workspaceId,
      status: 'awaiting_upload',
      filename: input.filename,
      declaredType: input.contentType,
    });
    const upload = context.links.upload(media.id);
    return {
      uploadUrl: upload.url,
      publicUrl: context.links.media(media),
      key: media.id,
      mediaId: media.id,
      expiresIn: upload.expiresInSeconds,
    };
  },
});
