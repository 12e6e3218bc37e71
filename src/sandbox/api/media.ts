import { randomUUID } from 'node:crypto';
import type { Media } from '../state/entities.ts';
import { errors } from '../protocol/errors.ts';
import { mediaStatus } from '../media/media-status.ts';
import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import { page } from '../protocol/paging.ts';
import * as schemas from '../protocol/schemas.ts';
import { uploadParameters } from '../media/policy.ts';
import type { SandboxContext } from '../state/context.ts';

export const mediaOperations: Operation[] = [
  operation({
    id: 'media/create',
    method: 'POST',
    path: '/media',
    category: 'org_write',
    scopes: ['pins:read', 'pins:write'],
    body: schemas.mediaCreate,
    handle: ({ sandbox, caller, body, origin }) => {
      const media: Media = {
        id: sandbox.store.nextId(),
        ownerId: caller.user.id,
        key: `uploads/${randomUUID()}`,
        createdAt: sandbox.clock.now(),
        upload: null,
      };
      sandbox.store.put('media', media);
      return {
        status: 201,
        body: {
          media_id: media.id,
          media_type: body.media_type,
          // For the caller itself: others may know the sandbox by another name.
          upload_url: `${origin}/s3/upload`,
          upload_parameters: uploadParameters(sandbox, media),
        },
      };
    },
  }),
  operation({
    id: 'media/list',
    method: 'GET',
    path: '/media',
    category: 'org_read',
    scopes: ['pins:read'],
    query: schemas.ownPagingQuery,
    handle: ({ sandbox, caller, query }) => {
      const own = [...sandbox.store.all('media')].filter((m) => m.ownerId === caller.user.id);
      const { items, bookmark } = page(own.reverse(), query, (media) => media.id, 'newest');
      return { status: 200, body: { items: items.map((m) => wireMedia(sandbox, m)), bookmark } };
    },
  }),
  operation({
    id: 'media/get',
    method: 'GET',
    path: '/media/{media_id}',
    category: 'org_read',
    scopes: ['pins:read'],
    params: schemas.mediaParams,
    handle: ({ sandbox, caller, params }) => {
      const media = sandbox.store.get('media', params.media_id);
      if (media === undefined || media.ownerId !== caller.user.id) throw errors.mediaNotFound();
      return { status: 200, body: wireMedia(sandbox, media) };
    },
  }),
];

function wireMedia(sandbox: SandboxContext, media: Media) {
  return { media_id: media.id, media_type: 'video', status: mediaStatus(sandbox, media) };
}
