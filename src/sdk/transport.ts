import { LinchpinApiError, LinchpinConnectionError } from './errors.ts';
import { newKey, sleep, withRetries, type Repetition, type Wait } from './retry.ts';
import type { ErrorBody } from './types.generated.ts';

export interface ClientOptions {
  /** Origin of the server, for example `http://127.0.0.1:4400`. Empty: the page's own origin. */
  baseUrl: string;
  /** Absent in the dashboard, where the session cookie signs in. */
  apiKey?: string;
  fetch?: typeof fetch;
  /**
   * How often a call is sent again after no answer, 429 or a 5xx that can go away; default 2. One that changes something
   * goes out under the same idempotency key each time, so that it is done once.
   */
  retries?: number;
  /** Between two of them. */
  wait?: Wait;
}

export interface RequestInput {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  json?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Absent: `once`. */
  repetition?: Repetition;
}

const keyHeader = 'idempotency-key';
const usualRetries = 2;

export type Send = <T>(input: RequestInput) => Promise<T>;

/**
 * @throws LinchpinApiError when the answer is not 2xx, or not of Linchpin (code UNKNOWN_ANSWER);
 * LinchpinConnectionError when none came.
 */
export function createTransport(options: ClientOptions): Send {
  const { retries = usualRetries, wait = sleep } = options;
  const doFetch = options.fetch ?? fetch;
  const base = options.baseUrl.replace(/\/$/, '');
  return <T>(input: RequestInput): Promise<T> => {
    const { repetition = 'once', signal } = input;
    const headers = {
      Accept: 'application/json',
      ...(options.apiKey !== undefined && { Authorization: `Bearer ${options.apiKey}` }),
      ...(input.json !== undefined && { 'Content-Type': 'application/json' }),
      ...(repetition === 'keyed' && retries > 0 && { [keyHeader]: newKey() }),
      ...input.headers,
    };
    const request = {
      method: input.method,
      headers,
      ...(input.json !== undefined && { body: JSON.stringify(input.json) }),
      ...(input.form && { body: input.form }),
      ...(signal && { signal }),
    };
    const address = base + input.path + searchOf(input);
    const send = () =>
      doFetch(address, request)
        .then((response) => read<T>(base, response))
        .catch((error: unknown) => {
          if (error instanceof LinchpinApiError || signal?.aborted) throw error;
          throw new LinchpinConnectionError(base, error);
        });
    return withRetries(send, { retries, repetition, signal, wait });
  };
}

function searchOf({ query = {} }: RequestInput): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.append(name, String(value));
  return search.size ? `?${search.toString()}` : '';
}

async function read<T>(base: string, response: Response): Promise<T> {
  const { ok, status } = response;
  const body = readJson(await response.text());
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null;
  if (!ok)
    throw new LinchpinApiError(
      status,
      isErrorBody(body) ? body : unknownAnswer(base, status),
      retryAfterMs,
    );
  if (body === undefined) throw new LinchpinApiError(status, unknownAnswer(base, status));
  return body as T; // The server answers in the shape its OpenAPI document promises.
}

/** undefined: it is none, such as the page of a proxy. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isErrorBody = (body: unknown): body is Partial<ErrorBody> =>
  typeof body === 'object' &&
  body !== null &&
  'error' in body &&
  typeof body.error === 'string' &&
  'code' in body &&
  typeof body.code === 'string';

/** What a proxy or another program says is no answer of Linchpin, regardless of its status. */
function unknownAnswer(origin: string, status: number): Partial<ErrorBody> {
  const place = origin || 'this address';
  return {
    code: 'UNKNOWN_ANSWER',
    error: [502, 503, 504].includes(status)
      ? `A proxy answers at ${place}, and no Linchpin server behind it (${status}).`
      : `Something else than a Linchpin server answers at ${place} (${status}).`,
  };
}
