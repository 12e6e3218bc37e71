import { Readable } from 'node:stream';
import { z } from 'zod';
import { route } from '../../door/index.ts';
import { File, presentFile } from '../present/file.ts';

const upload = route({
  method: 'POST',
  path: '/public/v1/upload',
  id: 'upload.file',
  summary: 'Uploads an image or a video',
  reads: 'form',
  input: z.object({
    file: z.instanceof(Readable),
    filename: z.string(),
    contentType: z.string().optional(),
  }),
  output: File,
  status: 201,
  run: async (caller, file) => presentFile((await caller.run('media.upload', file)).media),
});

const fromUrl = route({
  method: 'POST',
  path: '/public/v1/upload-from-url',
  id: 'uploadFromUrl.fetch',
  summary: 'Takes in the file behind an address',
  reads: 'json',
  input: z.object({ url: z.string() }),
  output: File,
  status: 201,
  run: async (caller, { url }) => presentFile(await caller.run('media.fetch', { url })),
});

export const fileRoutes = [upload, fromUrl];
