import {
  DirectUpload,
  Media,
  PresignedUpload,
  PresignMediaInput,
  readMediaType,
  ReceiveMediaInput,
  UploadMediaInput,
} from '../media.ts';
import { endpoint } from './endpoint.ts';

export const media = {
  'media.presign': endpoint({
    method: 'POST',
    path: '/api/v1/media/presign',
    summary: 'An address to PUT a file to, and the id and public address it will have',
    effect: 'database',
    body: 'json',
    input: PresignMediaInput,
    output: PresignedUpload,
    readAliases: readMediaType,
  }),
  'media.upload': endpoint({
    method: 'POST',
    path: '/api/v1/media/upload-direct',
    summary: 'Uploads a file in one request',
    effect: 'stream',
    body: 'multipart',
    input: UploadMediaInput,
    output: DirectUpload,
  }),
  'media.receive': endpoint({
    method: 'PUT',
    path: '/api/v1/media/uploads/{mediaId}',
    summary: 'Takes the bytes of a presigned upload; the same bytes again are answered alike',
    effect: 'stream',
    body: 'bytes',
    input: ReceiveMediaInput,
    output: Media,
  }),
} as const;
