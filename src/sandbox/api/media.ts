import { randomUUID } from 'node:crypto';
import type { Media } from '../entities.ts';
import { errors } from '../errors.ts';
import { mediaStatus } from '../media-status.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page } from '../paging.ts';
import * as schemas from '../schemas.ts';
import { uploadParameters } from '../upload-policy.ts';
import type { World } from '../world.ts';

export const mediaOperations: Operation[] = [
  operation({
    id: 'media/create',
    method: 'POST',
    path: '/media',
    category: 'org_write',
    scopes: ['pins:read', 'pins:write'],
    body: schemas.mediaCreate,
    handle: ({ world, caller, body, origin }) => {
      const media: Media = {
        id: world.store.nextId(),
        ownerId: caller.user.id,
        key: `uploads/${randomUUID()}`,
        createdAt: world.clock.now(),
        upload: null,
      };
      world.store.put('media', media);
      return {
        status: 201,
        body: {
          media_id: media.id,
          media_type: body.media_type,
          // For the caller itself: others may know the sandbox by another name.
          upload_url: `${origin}/s3/upload`,
          upload_parameters: uploadParameters(world, media),
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
    query: schemas.pagingQuery,
    handle: ({ world, caller, query }) => {
      const own = [...world.store.all('media')].filter((m) => m.ownerId === caller.user.id);
      const { items, bookmark } = page(own.reverse(), query, (media) => media.id, 'newest');
      return { status: 200, body: { items: items.map((m) => wireMedia(world, m)), bookmark } };
    },
  }),
  operation({
    id: 'media/get',
    method: 'GET',
    path: '/media/{media_id}',
    category: 'org_read',
    scopes: ['pins:read'],
    params: schemas.mediaParams,
    handle: ({ world, caller, params }) => {
      const media = world.store.get('media', params.media_id);
      if (media === undefined || media.ownerId !== caller.user.id) throw errors.mediaNotFound();
      return { status: 200, body: wireMedia(world, media) };
    },
  }),
];

function wireMedia(world: World, media: Media) {
  return { media_id: media.id, media_type: 'video', status: mediaStatus(world, media) };
}
