import { expect } from 'vitest';
import { operations } from '../../src/sandbox/api/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { absentProperties, spec, violations } from './sandbox-official.ts';

export interface Exchange {
  operation: string;
  status: number;
  headers: Headers;
  /** The properties tests look at; which of them a body has is what they assert. */
  body: Body;
}

export interface Body {
  id: string;
  name: string;
  title: string;
  username: string;
  code: number;
  message: string;
  items: Body[];
  bookmark: string | null;
  status: string;
  scope: string;
  expires_in: number;
  access_token: string;
  token_type: string;
  refresh_token: string;
  media_id: string;
  upload_url: string;
  upload_parameters: Record<string, string>;
  board_id: string;
  board_section_id: string | null;
  parent_pin_id: string | null;
  creative_type: string;
  dominant_color: string;
  media: {
    media_type: string;
    width: number | null;
    images: Record<string, { width: number; height: number; url: string }>;
    items: { title: string | null }[];
  };
}

export interface Call {
  query?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  /** Expect the spec itself to refuse the request body. */
  outsideSpec?: boolean;
}

/** Declared properties the sandbox leaves out on purpose. */
const absentOnPurpose = new Set<string>([
  // Closed betas, which have to be asked for.
  ...['demographics', 'has_prediction', 'predicted_time_series'].map((name) => `trends[].${name}`),
  // How the document describes keys of a map.
  'trends[].time_series.date',
]);

const patterns = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  // A literal segment wins over a parameter, as in the router.
  params: operation.path.split('{').length,
}));

/** What `operation` a request goes to. */
export function operationOf(method: string, path: string): string | undefined {
  return patterns
    .filter(({ operation, pattern }) => operation.method === method && pattern.test(path))
    .sort((a, b) => a.params - b.params)[0]?.operation.id;
}

/**
 * Sends real requests, and holds every exchange against the official spec: the request body of an
 * accepted request, the status, the response body closed to undeclared properties.
 */
export function checkedClient(sandbox: Sandbox, authorization: string) {
  const seen: Exchange[] = [];
  const call = async (method: string, path: string, options: Call = {}): Promise<Exchange> => {
    const url = new URL(sandbox.apiUrl + path);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      url.searchParams.append(name, value);
    }
    const response = await fetch(url, {
      method,
      headers: {
        ...(authorization === '' ? {} : { authorization }),
        ...(options.json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
      ...(options.form === undefined ? {} : { body: new URLSearchParams(options.form) }),
    });
    const text = await response.text();
    const exchange: Exchange = {
      operation: operationOf(method, path) ?? 'unknown',
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
    check(exchange, options);
    seen.push(exchange);
    return exchange;
  };
  return {
    seen,
    get: (path: string, query?: Record<string, string>) =>
      call('GET', path, query === undefined ? {} : { query }),
    post: (path: string, json?: unknown, options: Call = {}) =>
      call('POST', path, { json, ...options }),
    patch: (path: string, json: unknown, options: Call = {}) =>
      call('PATCH', path, { json, ...options }),
    delete: (path: string, query?: Record<string, string>) =>
      call('DELETE', path, query === undefined ? {} : { query }),
    form: (path: string, form: Record<string, string>) => call('POST', path, { form }),
  };
}

export type CheckedClient = ReturnType<typeof checkedClient>;

export function bearer(sandbox: Sandbox, username?: string, scopes?: string[]): CheckedClient {
  return checkedClient(sandbox, `Bearer ${sandbox.tokenFor(username, scopes).accessToken}`);
}

export function basic(sandbox: Sandbox, secret = sandbox.clientSecret): CheckedClient {
  const pair = Buffer.from(`${sandbox.clientId}:${secret}`).toString('base64');
  return checkedClient(sandbox, `Basic ${pair}`);
}

function check(exchange: Exchange, options: Call): void {
  const operation = spec.operations.get(exchange.operation);
  if (operation === undefined) return;
  const { status, body } = exchange;
  const where = `${exchange.operation} ${status}`;
  const declared = String(status) in operation.responses;
  // An error may fall under `default`; a success must be declared.
  expect(declared || status >= 400, `${where} is declared`).toBe(true);
  const schema = operation.responses[declared ? String(status) : 'default'];
  if (schema === undefined) {
    expect(body, `${where} has no body`).toBeUndefined();
  } else {
    // Two error bodies are recorded with keys the spec's error schema does not know.
    const { details: _details, ...known } = { details: undefined, ...body };
    expect(violations(schema, status >= 400 ? known : body, true), where).toBeNull();
    if (status < 300) {
      const absent = absentProperties(schema, body).filter((name) => !absentOnPurpose.has(name));
      expect(absent, `${where} leaves out`).toEqual([]);
    }
  }
  const sent = options.json ?? options.form;
  if (operation.requestSchema === undefined || sent === undefined) return;
  const refusal = violations(operation.requestSchema, sent, false);
  if (status < 300) expect(refusal, `${where} accepted a body the spec refuses`).toBeNull();
  if (options.outsideSpec) expect(refusal, `${where}: the spec would accept it`).not.toBeNull();
}
