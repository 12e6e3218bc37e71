import { S3ServiceError } from 's3mini';
import { type LinchpinError, refusal } from '../../../domain/errors/index.ts';

/**
 * What a store answered in place of what was asked for. It keeps nothing of the request and of the answer's text: both
 * hold key ids and signatures, and errors are logged.
 */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  /** The store's own word, such as `NoSuchKey`, or that of the system, such as `ECONNREFUSED`. */
  readonly code: string;
  /** HTTP status; null: there was no answer. */
  readonly status: number | null;

  constructor(code: string, status: number | null) {
    super(
      status === null
        ? `the object store does not answer (${code})`
        : `the object store answers ${status} ${code}`,
    );
    this.code = code;
    this.status = status;
  }
}

/** Words for statuses of answers that have no body, as those to HEAD. */
const statusWords: Record<number, string> = {
  301: 'PermanentRedirect',
  400: 'BadRequest',
  403: 'AccessDenied',
  404: 'NotFound',
};

/** Whatever a request ended with, without its secrets. */
export function faultOf(error: unknown): StoreFault {
  let word: string | undefined;
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof StoreFault) return at;
    if (at instanceof S3ServiceError) return new StoreFault(serviceCode(at), at.status);
    if ('code' in at && typeof at.code === 'string') word ??= at.code;
    else if (at.name === 'TimeoutError' || at.name === 'AbortError') word ??= 'timeout';
    // fetch refuses some requests before it has a connection: ports of other protocols, for one.
    else if (at.message === 'bad port') word ??= at.message;
  }
  return word === undefined
    ? new StoreFault('something that cannot be read', 200)
    : new StoreFault(word, null);
}

function serviceCode({ serviceCode: word, body, status }: S3ServiceError): string {
  if (word !== undefined && word !== 'Unknown') return word;
  // s3mini reads the code only where the type is exactly application/xml; some stores add a charset.
  const [, code] = /<Code>([A-Za-z0-9.]{1,60})<\/Code>/.exec(body ?? '') ?? [];
  return code ?? statusWords[status] ?? 'Error';
}

/** Whether the same request may succeed in a moment. */
export const mayPass = ({ status, code }: StoreFault): boolean =>
  status === null ||
  status === 408 ||
  status === 429 ||
  [500, 502, 503, 504].includes(status) ||
  ['RequestTimeout', 'InternalError', 'SlowDown'].includes(code);

/** Milliseconds for `Retry-After`. Ours. */
const retryAfterMs = { unavailable: 10_000, full: 60_000 };

const isMissing = ({ code }: StoreFault): boolean => code === 'NoSuchKey' || code === 'NotFound';
const isFull = ({ code, status }: StoreFault): boolean =>
  status === 507 || /^(QuotaExceeded|XMinioStorageFull|InsufficientStorage)/.test(code);

/** Why an object cannot be read: MEDIA_FILE_MISSING, MEDIA_FILE_UNREADABLE. */
export const unread = (fault: StoreFault): LinchpinError =>
  isMissing(fault)
    ? refusal('MEDIA_FILE_MISSING', { cause: fault })
    : refusal('MEDIA_FILE_UNREADABLE', {
        values: { reason: fault.message },
        cause: fault,
        retryAfterMs: retryAfterMs.unavailable,
      });

/** Why an object cannot be stored, copied or removed: MEDIA_STORE_UNAVAILABLE, STORAGE_FULL. */
export const unwritten = (fault: StoreFault): LinchpinError =>
  isFull(fault)
    ? refusal('STORAGE_FULL', { cause: fault, retryAfterMs: retryAfterMs.full })
    : refusal('MEDIA_STORE_UNAVAILABLE', {
        values: { reason: fault.message },
        cause: fault,
        retryAfterMs: retryAfterMs.unavailable,
      });

/** Whether there is no such object. */
export const isAbsent = (error: unknown): error is StoreFault =>
  error instanceof StoreFault && isMissing(error);
