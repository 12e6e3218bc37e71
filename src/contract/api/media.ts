import {
  CompleteDirectUploadInput,
  DirectUpload,
  DirectUploadSlot,
  Media,
  PresignedUpload,
  PresignMediaInput,
  readMediaType,
  ReceiveMediaInput,
  StartDirectUploadInput,
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
  'media.startDirectUpload': endpoint({
    method: 'POST',
    path: '/api/v1/media/direct-uploads',
    summary:
      'An address to PUT a file to, at the object store where there is one; it counts once it is completed',
    effect: 'database',
    body: 'json',
    input: StartDirectUploadInput,
    output: DirectUploadSlot,
    readAliases: readMediaType,
  }),
  'media.completeDirectUpload': endpoint({
    method: 'POST',
    path: '/api/v1/media/direct-uploads/{mediaId}/complete',
    summary:
      'Takes in what was uploaded there: checks it, and keeps a copy that no address leads to',
    effect: 'database',
    body: 'none',
    input: CompleteDirectUploadInput,
    output: Media,
  }),
} as const;
