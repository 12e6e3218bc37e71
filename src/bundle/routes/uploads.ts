import { Readable } from 'node:stream';
import { z } from 'zod';
import { refusal } from '../../domain/errors/index.ts';
import { route, type Caller } from '../../door/index.ts';
import { presentListedUpload, presentUpload } from '../present/upload.ts';
import { ListedUpload, Upload } from '../shapes/upload.ts';
import { requireTeam } from '../team-account.ts';

const teamId = z.string().optional();
const mimeType = z
  .enum([
    'image/jpg',
    'image/jpeg',
    'image/png',
    'image/gif',
    'image/webp',
    'video/mp4',
    'video/quicktime',
    'application/pdf',
  ])
  .describe('The bytes decide in the end. Ours: image/webp.');
/** Once is enough for a list; a query of one entry comes as a text. */
const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional();

/** A team that is named must be one of the caller's. */
function inTeam(caller: Caller, id: string | undefined): { profileId?: string } {
  if (id === undefined) return {};
  requireTeam(caller, id);
  return { profileId: id };
}

/** @throws LinchpinError MEDIA_FORMAT_UNSUPPORTED */
function requirePicture(type: string): void {
  if (type === 'application/pdf')
    throw refusal('MEDIA_FORMAT_UNSUPPORTED', { field: 'mimeType', values: { format: 'a PDF' } });
}

const list = route({
  method: 'GET',
  path: '/api/v1/upload/',
  id: 'upload_getList',
  summary: 'Files, the newest first',
  reads: 'query',
  input: z.object({
    teamId,
    type: z.enum(['image', 'video', 'document']).optional(),
    types: several,
    status: z.enum(['USED', 'UNUSED']).optional(),
    ids: several,
    urls: several,
    includePosts: z.stringbool().optional(),
    limit: z.coerce.number().int().min(1).max(250).default(50),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.array(ListedUpload),
  async run(caller, { type, types, status, ids, urls, includePosts, limit, offset, ...asked }) {
    const wanted = new Set([...(type === undefined ? [] : [type]), ...(types ?? [])]);
    const [kind, ...others] = [...wanted].filter((each) => each === 'image' || each === 'video');
    if (wanted.size > 0 && kind === undefined) return []; // Documents alone: there are none.
    const named = [...(ids ?? []), ...(urls ?? []).map(idIn)];
    const isNamed = ids !== undefined || urls !== undefined;
    const { media } = await caller.run('media.list', {
      ...inTeam(caller, asked.teamId),
      ...(kind !== undefined && others.length === 0 && { kind }),
      ...(status !== undefined && { used: String(status === 'USED') }),
      ...(isNamed && { ids: named.join(',') || 'none' }),
      ...(includePosts && { withPosts: 'true' }),
      limit,
      offset,
    });
    return media.map(presentListedUpload);
  },
});

/** The id in the address of one of our files. */
const idIn = (url: string): string => /\/media\/([0-9a-f]{24})(\/|$)/.exec(url)?.[1] ?? 'none';

const create = route({
  method: 'POST',
  path: '/api/v1/upload/',
  id: 'upload_create',
  summary: 'Uploads a file in one request',
  reads: 'form',
  input: z.object({
    teamId,
    file: z.instanceof(Readable),
    filename: z.string(),
    contentType: z.string().optional(),
  }),
  output: Upload,
  async run(caller, { teamId: team, ...file }) {
    const { media } = await caller.run('media.upload', { ...inTeam(caller, team), ...file });
    return presentUpload(media);
  },
});

const fromUrl = route({
  method: 'POST',
  path: '/api/v1/upload/from-url',
  id: 'upload_createFromUrl',
  summary: 'Takes in the file behind an address',
  reads: 'json',
  input: z.object({ teamId, url: z.string() }),
  output: Upload,
  run: async (caller, { teamId: team, url }) =>
    presentUpload(await caller.run('media.fetch', { ...inTeam(caller, team), url })),
});

const initLarge = route({
  method: 'POST',
  path: '/api/v1/upload/init',
  id: 'upload_initLargeUpload',
  summary: 'An address to PUT a file to; it counts once it is finalized',
  reads: 'json',
  input: z.object({
    teamId,
    fileName: z.string(),
    mimeType,
    fileSize: z.int().min(1).optional().describe('Bytes.'),
  }),
  output: z.object({ url: z.string(), path: z.string() }),
  async run(caller, { teamId: team, fileName, mimeType: contentType, fileSize }) {
    requirePicture(contentType);
    const { mediaId, uploadUrl } = await caller.run('media.startDirectUpload', {
      ...inTeam(caller, team),
      filename: fileName,
      contentType,
      size: fileSize ?? 1,
    });
    return { url: uploadUrl, path: mediaId };
  },
});

const finalize = route({
  method: 'POST',
  path: '/api/v1/upload/finalize',
  id: 'upload_finalizeLargeUpload',
  summary: 'Takes in what was PUT there, and checks it',
  reads: 'json',
  input: z.object({ teamId, path: z.string() }),
  output: Upload,
  run: async (caller, { path: mediaId }) =>
    presentUpload(await caller.run('media.completeDirectUpload', { mediaId })),
});

const Part = z.object({ partNumber: z.int(), url: z.string() });
const partOf = ({ number, url }: { number: number; url: string }) => ({ partNumber: number, url });
const uploadId = z.string();

const initParts = route({
  method: 'POST',
  path: '/api/v1/upload/multipart/init',
  id: 'upload_initMultipartUpload',
  summary: 'Addresses to PUT the parts of a large file to',
  reads: 'json',
  input: z.object({ teamId, fileName: z.string(), mimeType, fileSize: z.int().min(1) }),
  output: z.object({
    uploadId,
    path: z.string(),
    partSize: z.int(),
    parts: z.array(Part),
  }),
  async run(caller, { teamId: team, fileName, mimeType: contentType, fileSize }) {
    requirePicture(contentType);
    const started = await caller.run('media.startParts', {
      ...inTeam(caller, team),
      filename: fileName,
      contentType,
      size: fileSize,
    });
    const { mediaId, partSize, parts } = started;
    return { uploadId: mediaId, path: mediaId, partSize, parts: parts.map(partOf) };
  },
});

/** Both name the same file; one that does not would be forgotten without a word. @throws LinchpinError NOT_FOUND */
function sameFile({ uploadId: id, path }: { uploadId: string; path: string }): string {
  if (id !== path) throw refusal('NOT_FOUND', { field: 'path' });
  return id;
}
const Started = z.object({ teamId, uploadId, path: z.string() });

const signParts = route({
  method: 'POST',
  path: '/api/v1/upload/multipart/sign',
  id: 'upload_signMultipartParts',
  summary: 'New addresses for parts',
  reads: 'json',
  input: Started.extend({ partNumbers: z.array(z.int()).min(1) }),
  output: z.object({ parts: z.array(Part) }),
  async run(caller, { partNumbers: numbers, ...started }) {
    const mediaId = sameFile(started);
    const { parts } = await caller.run('media.signParts', { mediaId, numbers });
    return { parts: parts.map(partOf) };
  },
});

const completeParts = route({
  method: 'POST',
  path: '/api/v1/upload/multipart/complete',
  id: 'upload_completeMultipartUpload',
  summary: 'Puts the parts together, and checks the file',
  reads: 'json',
  input: Started.extend({
    parts: z.array(z.object({ partNumber: z.int(), etag: z.string() })).min(1),
  }),
  output: Upload,
  async run(caller, { parts, ...started }) {
    const mediaId = sameFile(started);
    const named = parts.map(({ partNumber, etag }) => ({ number: partNumber, etag }));
    return presentUpload(await caller.run('media.completeParts', { mediaId, parts: named }));
  },
});

const abortParts = route({
  method: 'POST',
  path: '/api/v1/upload/multipart/abort',
  id: 'upload_abortMultipartUpload',
  summary: 'Gives up an upload in parts',
  reads: 'json',
  input: Started,
  output: z.object({ success: z.boolean() }),
  async run(caller, started) {
    await caller.run('media.abortParts', { mediaId: sameFile(started) });
    return { success: true };
  },
});

const get = route({
  method: 'GET',
  path: '/api/v1/upload/{id}',
  id: 'upload_get',
  summary: 'A file, with the posts that show it',
  reads: 'query',
  input: z.object({ id: z.string() }),
  output: ListedUpload,
  run: async (caller, { id: mediaId }) =>
    presentListedUpload(await caller.run('media.get', { mediaId })),
});

async function removed(caller: Caller, mediaId: string): Promise<Upload> {
  const media = await caller.run('media.get', { mediaId });
  await caller.run('media.delete', { mediaId });
  return presentUpload(media);
}

const remove = route({
  method: 'DELETE',
  path: '/api/v1/upload/{id}',
  id: 'upload_delete',
  summary: 'Deletes a file that no post shows',
  reads: 'query',
  input: z.object({ id: z.string() }),
  output: Upload,
  run: (caller, { id }) => removed(caller, id),
});

const removeMany = route({
  method: 'DELETE',
  path: '/api/v1/upload/',
  id: 'upload_deleteMany',
  summary: 'Deletes files that no post shows; refused as a whole where one of them cannot go',
  reads: 'json',
  input: z.object({ ids: z.array(z.string()).min(1).max(100) }),
  output: z.array(Upload),
  async run(caller, { ids }) {
    const wanted = [...new Set(ids)];
    const found = await Promise.all(wanted.map((mediaId) => caller.run('media.get', { mediaId })));
    const used = found.findIndex(({ posts = [] }) => posts.length > 0);
    const inUse = found[used];
    if (inUse)
      throw refusal('MEDIA_IN_USE', {
        field: `ids[${used}]`,
        values: { filename: inUse.filename ?? inUse.id, count: inUse.posts?.length ?? 0 },
      });
    const gone = [];
    for (const [index, id] of wanted.entries()) gone.push(await removed(caller.nth(index), id));
    return gone;
  },
});

export const uploadRoutes = [
  list,
  create,
  fromUrl,
  initLarge,
  finalize,
  initParts,
  signParts,
  completeParts,
  abortParts,
  get,
  remove,
  removeMany,
];
