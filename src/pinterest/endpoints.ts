/**
 * Everything this client can ask of api.pinterest.com, and nothing else: method and path template
 * below `/v5`, as in the official OpenAPI document 5.23.0 (test/conformance/client-spec.test.ts
 * compares the two).
 */
export const endpoints = {
  'userAccount.get': ['GET', '/user_account'],
  'boards.list': ['GET', '/boards'],
  'boards.get': ['GET', '/boards/{board_id}'],
  'boards.create': ['POST', '/boards'],
  'boards.update': ['PATCH', '/boards/{board_id}'],
  'boards.delete': ['DELETE', '/boards/{board_id}'],
  'boards.listPins': ['GET', '/boards/{board_id}/pins'],
  'sections.list': ['GET', '/boards/{board_id}/sections'],
  'sections.create': ['POST', '/boards/{board_id}/sections'],
  'sections.update': ['PATCH', '/boards/{board_id}/sections/{section_id}'],
  'sections.delete': ['DELETE', '/boards/{board_id}/sections/{section_id}'],
  'sections.listPins': ['GET', '/boards/{board_id}/sections/{section_id}/pins'],
  'pins.create': ['POST', '/pins'],
  'pins.list': ['GET', '/pins'],
  'pins.get': ['GET', '/pins/{pin_id}'],
  'pins.update': ['PATCH', '/pins/{pin_id}'],
  'pins.delete': ['DELETE', '/pins/{pin_id}'],
  'pins.save': ['POST', '/pins/{pin_id}/save'],
  'media.register': ['POST', '/media'],
  'media.list': ['GET', '/media'],
  'media.get': ['GET', '/media/{media_id}'],
  'analytics.account': ['GET', '/user_account/analytics'],
  'analytics.topPins': ['GET', '/user_account/analytics/top_pins'],
  'analytics.topVideoPins': ['GET', '/user_account/analytics/top_video_pins'],
  'analytics.pin': ['GET', '/pins/{pin_id}/analytics'],
  'analytics.pins': ['GET', '/pins/analytics'],
  'keywords.suggested': ['GET', '/terms/suggested'],
  'keywords.related': ['GET', '/terms/related'],
  'keywords.trending': ['GET', '/trends/keywords/{region}/top/{trend_type}'],
  'oauth.token': ['POST', '/oauth/token'],
  'oauth.revoke': ['POST', '/oauth/token/revoke'],
} as const satisfies Record<string, readonly [Method, `/${string}`]>;

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A name in {@link endpoints}. */
export type Endpoint = keyof typeof endpoints;

/** What an error or a timeline entry is about: an endpoint, or the upload to Pinterest's storage. */
export type Operation = Endpoint | 'media.upload';

export type QueryValue = string | number | boolean | readonly string[] | undefined;
export type Query = Readonly<Record<string, QueryValue>>;

/** Accepts `https://host`, `https://host/`, `https://host/v5` and `https://host/v5/`; returns the third. */
export function normaliseApiUrl(apiUrl: string): string {
  const url = new URL(apiUrl);
  const path = url.pathname.replace(/\/+$/, '');
  return url.origin + (path.endsWith('/v5') ? path : `${path}/v5`);
}

/**
 * The path below `/v5` with its parameters filled in. An id is escaped, so it can never reach
 * another endpoint.
 *
 * @throws {TypeError} when a parameter is missing or empty, which would name a different endpoint.
 */
export function endpointPath(endpoint: Endpoint, params: Readonly<Record<string, string>>): string {
  return endpoints[endpoint][1].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (!value || value === '.' || value === '..') {
      throw new TypeError(`${endpoint} needs a ${name}`);
    }
    return encodeURIComponent(value);
  });
}

// The only lists that the spec marks `explode: false`; pin_ids and creative_types are repeated.
const commaSeparated = new Set(['metric_types']);

/** `?a=1&b=x&b=y`, or an empty string. Undefined values are left out. */
export function queryString(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (typeof value !== 'object') search.append(name, String(value));
    else if (commaSeparated.has(name)) search.append(name, value.join(','));
    else for (const item of value) search.append(name, item);
  }
  const text = search.toString();
  return text && `?${text}`;
}
