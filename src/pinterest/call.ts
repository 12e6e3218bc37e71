import { badAnswer, parseJson, type Answer } from './classify.ts';
import { endpointPath, endpoints, queryString, type Endpoint, type Query } from './endpoints.ts';
import { send, type CallOptions, type Transport } from './transport.ts';

/** A string, or a function that is asked before every call. */
export type AccessToken = string | (() => Promise<string>);

export interface ApiSession {
  transport: Transport;
  /** With `/v5`, without a trailing slash. */
  baseUrl: string;
  accessToken: AccessToken;
}

export interface CallInput {
  params?: Record<string, string>;
  query?: Query | undefined;
  body?: object;
}

/**
 * One call with the bearer token; resolves with the answer of 2xx, regardless of its body.
 *
 * @throws {PinterestError}
 * @throws whatever a token function throws, before anything is sent.
 */
export async function call(
  session: ApiSession,
  endpoint: Endpoint,
  input: CallInput,
  options: CallOptions = {},
): Promise<Answer> {
  const { transport, baseUrl } = session;
  const path = endpointPath(endpoint, input.params ?? {});
  const token = options.accessToken ?? session.accessToken;
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${typeof token === 'string' ? token : await token()}`,
  };
  if (input.body) headers['content-type'] = 'application/json';
  const request = {
    operation: endpoint,
    method: endpoints[endpoint][0],
    url: new URL(baseUrl + path + queryString(input.query)),
    headers,
    body: input.body ? JSON.stringify(input.body) : null,
  };
  return send(transport, request, options);
}

/**
 * {@link call} for an operation that answers with a resource.
 *
 * @param required fields that must hold a non-empty string, such as `id`.
 * @throws {PinterestError} also `bad_response`, with outcome `unknown`, when one of them is missing.
 */
export async function callFor<T extends object>(
  session: ApiSession,
  endpoint: Endpoint,
  required: readonly (keyof T & string)[],
  input: CallInput,
  options?: CallOptions,
): Promise<T> {
  const answer = await call(session, endpoint, input, options);
  const value = parseJson(answer.body);
  if (isResource<T>(value, required)) return value;
  const expected = required.join(', ') || 'an object';
  throw badAnswer(endpoint, answer, `Pinterest answered ${answer.status} without ${expected}`);
}

// Beyond the required fields the answer is taken as Pinterest documents it; the models keep nearly
// every other field optional, so that readers must handle a missing one.
function isResource<T extends object>(
  value: unknown,
  required: readonly (keyof T & string)[],
): value is T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return required.every((name) => {
    const field = fields.get(name);
    return typeof field === 'string' && field !== '';
  });
}
