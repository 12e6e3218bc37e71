import type { S3Address } from '../../../config/index.ts';
import { SetupError } from '../../../domain/setup-error.ts';
import type { S3Client } from './client.ts';
import { faultOf, type StoreFault } from './fault.ts';

/** Asks the store once, so that a wrong setting ends the start and not the first upload. @throws SetupError */
export async function checkS3(client: S3Client, address: S3Address): Promise<void> {
  try {
    const page = await client.call((s3) => s3.listObjectsPaged('/', `${client.prefix}media/`, 1));
    if (page === null) throw unusable(address, faults['NoSuchBucket'], '');
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const fault = faultOf(error);
    throw unusable(address, faults[fault.code] ?? unknown(fault), fault.message);
  }
}

type Explained = readonly [problem: string, fix: string];

function unusable({ bucket, endpoint }: S3Address, found: Explained | undefined, reason: string) {
  const [problem, fix] = found ?? [reason, ''];
  return new SetupError(
    `Media cannot be kept in the bucket ${bucket} at ${endpoint}: ${problem}.`,
    fix,
  );
}

const wrongKey =
  'Set LINCHPIN_MEDIA_KEY_ID and LINCHPIN_MEDIA_SECRET to a key of this store, without spaces or line breaks around it.';

/** What is wrong and what to do, by the code of the store's answer. */
const faults: Record<string, Explained> = {
  NoSuchBucket: [
    'there is no such bucket',
    'Make the bucket, or correct its name or the endpoint in LINCHPIN_MEDIA_URL.',
  ],
  InvalidAccessKeyId: ['the store does not know the key', wrongKey],
  SignatureDoesNotMatch: ['the secret does not belong to the key', wrongKey],
  AccessDenied: [
    'the key may not list it',
    'Give the key the rights to list the bucket, and to read, write and remove objects in it (s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload, s3:ListBucketMultipartUploads).',
  ],
  RequestTimeTooSkewed: [
    'the clock of this machine is too far from that of the store',
    'Let this machine keep time by NTP: a request is good for 15 minutes.',
  ],
  PermanentRedirect: [
    'the bucket is in another region',
    'Set region=… in LINCHPIN_MEDIA_URL to the region of the bucket.',
  ],
  AuthorizationHeaderMalformed: [
    'the region is not that of the bucket',
    'Set region=… in LINCHPIN_MEDIA_URL to the region of the bucket.',
  ],
};

const unknown = (fault: StoreFault): Explained =>
  fault.status === null
    ? [
        fault.message,
        'Check endpoint=… in LINCHPIN_MEDIA_URL, that the store runs, and that this machine reaches it.',
      ]
    : [fault.message, 'Check LINCHPIN_MEDIA_URL: endpoint, region and pathStyle.'];
