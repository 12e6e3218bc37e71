import { callFor, type ApiSession } from '../call.ts';
import type { Media, MediaRegistration } from '../models/media.ts';
import { listOf, type List, type PageQuery } from '../paging.ts';
import type { CallOptions } from '../transport.ts';
import type { UploadSource } from '../multipart.ts';
import { uploadFile, type UploadOptions } from '../upload.ts';

/** Videos only; images travel inside `pins.create`. Every method throws {@link PinterestError}. */
export function mediaApi(session: ApiSession) {
  return {
    /** Reserves an upload. Its form fields expire, so call it just before {@link upload}. */
    register(options?: CallOptions): Promise<MediaRegistration> {
      const input = { body: { media_type: 'video' } };
      const required = ['media_id', 'upload_url'] as const;
      return callFor<MediaRegistration>(session, 'media.register', required, input, options);
    },

    /** Sends the file to Pinterest's storage, without the bearer token. Then poll {@link get}. */
    upload(
      registration: MediaRegistration,
      source: UploadSource,
      options?: UploadOptions,
    ): Promise<void> {
      return uploadFile(session.transport, registration, source, options);
    },

    get(media_id: string, options?: CallOptions): Promise<Media> {
      const input = { params: { media_id } };
      return callFor<Media>(session, 'media.get', ['media_id'], input, options);
    },

    list(query?: PageQuery, options?: CallOptions): List<Media> {
      return listOf<Media>(session, 'media.list', { query: { ...query } }, options);
    },
  };
}
