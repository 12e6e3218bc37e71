import type { Answer } from './classify.ts';
import { PinterestError, type PinterestErrorKind } from './errors.ts';
import { deadlinePassed, exchange } from './exchange.ts';
import type { MediaRegistration } from './models/media.ts';
import { multipartBody, type UploadSource } from './multipart.ts';
import { headerText } from './rate-limit.ts';
import { startReport, type RequestObserver } from './report.ts';
import { linkSignal, type Transport } from './transport.ts';

export interface UploadOptions {
  signal?: AbortSignal | undefined;
  /** Gives up when nothing moved for this many ms, however long the whole takes; default 60,000. */
  timeoutMs?: number | undefined;
  onResponse?: RequestObserver | undefined;
}

const operation = 'media.upload';

/**
 * Sends a file to the S3 bucket that Pinterest named, without the bearer token. Never repeated: to
 * try again, register again.
 *
 * @throws {PinterestError} with `s3Code` for an answer of S3; kind `invalid` without one for a file
 * that cannot be read or changed its length.
 * @throws {TypeError} when `upload_url` is not a URL.
 */
export async function uploadFile(
  transport: Transport,
  registration: MediaRegistration,
  source: UploadSource,
  options: UploadOptions = {},
): Promise<void> {
  const url = new URL(registration.upload_url);
  const idleMs = options.timeoutMs ?? 60_000;
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(deadlinePassed), idleMs);
  const unlink = linkSignal(options.signal, stalled);
  try {
    const fields = registration.upload_parameters ?? {};
    const body = await multipartBody(fields, source, () => timer.refresh());
    // undici reports a failing source, but not after an early answer: unheard, it would end Node.
    body.stream.on('error', () => {});
    const request = { operation, method: 'POST', url } as const;
    const report = startReport([transport.onResponse, options.onResponse], request, 1);
    let answer: Answer | null = null;
    try {
      answer = await exchange({
        ...request,
        dispatcher: transport.dispatcher,
        headers: {
          'user-agent': transport.userAgent,
          'content-type': body.contentType,
          'content-length': String(body.contentLength),
        },
        body: body.stream,
        signal: stalled.signal,
      });
      if (answer.status < 200 || answer.status >= 300) throw storageError(answer);
      report(answer, null);
    } catch (error) {
      if (error instanceof PinterestError) report(answer, error);
      throw error;
    }
  } finally {
    clearTimeout(timer);
    unlink();
  }
}

/** S3 answers in XML. Its body is not kept: it repeats the signature. */
function storageError(answer: Answer): PinterestError {
  const element = (name: string) =>
    new RegExp(`<${name}>([^<]{0,500})</${name}>`).exec(answer.body)?.[1] ?? null;
  const s3Code = element('Code');
  return new PinterestError({
    kind: storageErrorKind(answer.status, s3Code),
    outcome: answer.status >= 400 && answer.status < 500 && s3Code ? 'rejected' : 'unknown',
    operation,
    message: element('Message') ?? `Pinterest's storage answered HTTP ${answer.status}`,
    status: answer.status,
    s3Code,
    requestId: element('RequestId') ?? headerText(answer.headers, 'x-amz-request-id'),
  });
}

function storageErrorKind(status: number, s3Code: string | null): PinterestErrorKind {
  if (s3Code === 'RequestTimeout') return 'timeout';
  if (status >= 500) return 'server';
  return s3Code && status >= 400 ? 'invalid' : 'bad_response';
}
