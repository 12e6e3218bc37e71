import { Readable } from 'node:stream';
import { z } from 'zod';
import { uploadContentTypes } from './media.ts';
import { Id, profileId } from './values.ts';

/** More than the largest video has parts. */
const mostParts = 1_000;
const number = z.coerce.number().int().min(1).max(mostParts);
const AddressedPart = z.object({ number: z.int(), url: z.string() });

export const StartPartsInput = z.object({
  profileId,
  filename: z.string().min(1).max(255),
  contentType: z.enum(uploadContentTypes),
  size: z.int().min(1).describe('Bytes of the whole file.'),
});

/** Where to PUT each part of a file, without an Authorization header; the answer's ETag is needed at the end. */
export const PartsSlot = z
  .object({
    mediaId: Id,
    partSize: z.int().describe('Bytes of every part but the last.'),
    parts: z.array(AddressedPart),
    expiresIn: z.int().describe('Seconds.'),
  })
  .meta({ id: 'PartsSlot' });

export const SignPartsInput = z.object({
  mediaId: z.string(),
  numbers: z.array(number).min(1).max(mostParts),
});
export const SignedParts = z
  .object({ parts: z.array(AddressedPart), expiresIn: z.int().describe('Seconds.') })
  .meta({ id: 'SignedParts' });

export const ReceivePartInput = z.object({
  mediaId: z.string(),
  number,
  file: z.instanceof(Readable),
});
/** `etag` is also the header ETag, as object stores answer. */
export const ReceivedPart = z
  .object({ number: z.int(), bytes: z.int(), etag: z.string() })
  .meta({ id: 'ReceivedPart' });

export const CompletePartsInput = z.object({
  mediaId: z.string(),
  parts: z
    .array(z.object({ number, etag: z.string().max(100) }))
    .min(1)
    .max(mostParts),
});
