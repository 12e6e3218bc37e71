import { LinchpinApiError } from './errors.ts';

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

/** @throws LinchpinApiError when the answer is not 2xx; TypeError when the server is not reachable. */
export function createTransport(options: ClientOptions): Send {
  const doFetch = options.fetch ?? fetch;
  return async <T>(input: RequestInput): Promise<T> => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(input.query ?? {}))
      if (value !== undefined) query.append(name, String(value));
    const search = query.size ? `?${query.toString()}` : '';
    const response = await doFetch(options.baseUrl.replace(/\/$/, '') + input.path + search, {
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
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new LinchpinApiError(response.status, body ?? {});
    return body as T; // The server answers in the shape its OpenAPI document promises.
  };
}
