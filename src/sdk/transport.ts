import type { ErrorBody } from '../contract/index.ts';
import { LinchpinApiError, LinchpinConnectionError } from './errors.ts';

export interface ClientOptions {
  /** Origin of the server, for example `http://127.0.0.1:4400`. Empty: the page's own origin. */
  baseUrl: string;
  /** Absent in the dashboard, where the session cookie signs in. */
  apiKey?: string;
  fetch?: typeof fetch;
}

export interface RequestInput {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  json?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export type Send = <T>(input: RequestInput) => Promise<T>;

/**
 * @throws LinchpinApiError when the answer is not 2xx, or not of Linchpin (code UNKNOWN_ANSWER);
 * LinchpinConnectionError when none came.
 */
export function createTransport(options: ClientOptions): Send {
  const doFetch = options.fetch ?? fetch;
  const base = options.baseUrl.replace(/\/$/, '');
  return async <T>(input: RequestInput): Promise<T> => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(input.query ?? {}))
      if (value !== undefined) query.append(name, String(value));
    const search = query.size ? `?${query.toString()}` : '';
    const request = {
      method: input.method,
      headers: {
        Accept: 'application/json',
        ...(options.apiKey !== undefined && { Authorization: `Bearer ${options.apiKey}` }),
        ...(input.json !== undefined && { 'Content-Type': 'application/json' }),
        ...input.headers,
      },
      ...(input.json !== undefined && { body: JSON.stringify(input.json) }),
      ...(input.form && { body: input.form }),
      ...(input.signal && { signal: input.signal }),
    };
    const { ok, status, text } = await doFetch(base + input.path + search, request)
      .then(async (response) => ({
        ok: response.ok,
        status: response.status,
        text: await response.text(),
      }))
      .catch((error: unknown) => {
        if (input.signal?.aborted) throw error;
        throw new LinchpinConnectionError(base, error);
      });
    const body = readJson(text);
    if (!ok)
      throw new LinchpinApiError(status, isErrorBody(body) ? body : unknownAnswer(base, status));
    if (body === undefined) throw new LinchpinApiError(status, unknownAnswer(base, status));
    return body as T; // The server answers in the shape its OpenAPI document promises.
  };
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

/** What a proxy or another program says is no answer of Linchpin, whatever its status. */
function unknownAnswer(origin: string, status: number): Partial<ErrorBody> {
  const place = origin || 'this address';
  return {
    code: 'UNKNOWN_ANSWER',
    error: [502, 503, 504].includes(status)
      ? `A proxy answers at ${place}, and no Linchpin server behind it (${status}).`
      : `Something else than a Linchpin server answers at ${place} (${status}).`,
  };
}
