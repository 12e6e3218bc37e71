/** One policy of `x-ratelimit-limit`: `quota` requests in `windowSeconds`. */
export interface RateLimitPolicy {
  quota: number;
  windowSeconds: number;
  /** Bucket name, for example `org_write_app_id_user_id`; absent in Pinterest's older form. */
  name?: string;
}

/**
 * Pinterest's own account of the quota. `limit`, `remaining` and `resetMs` speak of the policy
 * closest to exhaustion; null means that the header was absent or unreadable, never zero.
 */
export interface RateLimit {
  limit: number | null;
  remaining: number | null;
  /** Milliseconds from the moment of the response until the window resets. */
  resetMs: number | null;
  policies: RateLimitPolicy[];
}

/** Lower-case header names, as undici delivers them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** One header as text; repeated headers are joined as HTTP says, with a comma. */
export function headerText(headers: Headers, name: string): string | null {
  const value = headers[name];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.join(', ');
}

/**
 * Reads `x-ratelimit-limit`, `-remaining` and `-reset`; null when none is there. Never throws.
 *
 * The limit was observed in 2026 as `100, 100;w=1;name="…", 1000;w=60;name="…"`; the nameless and the
 * bare integer forms are older.
 */
export function parseRateLimit(headers: Headers, nowMs: number): RateLimit | null {
  const limitText = headerText(headers, 'x-ratelimit-limit');
  const remainingText = headerText(headers, 'x-ratelimit-remaining');
  const resetText = headerText(headers, 'x-ratelimit-reset');
  if (limitText === null && remainingText === null && resetText === null) return null;
  const elements = splitOutsideQuotes(limitText ?? '', ',');
  return {
    limit: leadingInteger(elements[0]),
    remaining: leadingInteger(remainingText ?? ''),
    resetMs: delayMs(leadingInteger(resetText ?? ''), nowMs),
    policies: elements.flatMap(parsePolicy),
  };
}

/** Milliseconds that the `Retry-After` header (seconds or an HTTP date) asks for, or null. */
export function parseRetryAfter(headers: Headers, nowMs: number): number | null {
  const text = headerText(headers, 'retry-after')?.trim();
  if (!text) return null;
  if (/^\d+(\.\d+)?$/.test(text)) return delayMs(Math.ceil(Number(text)), nowMs);
  const instant = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(instant) ? null : Math.max(0, instant - nowMs);
}

/**
 * Seconds or an epoch → milliseconds from now. Pinterest does not document which one it sends:
 * below 1e6 it is a number of seconds, above 1e11 an epoch in ms, between them an epoch in s.
 */
function delayMs(value: number | null, nowMs: number): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  if (value < 1e6) return value * 1000;
  return Math.max(0, (value < 1e11 ? value * 1000 : value) - nowMs);
}

function parsePolicy(element: string): RateLimitPolicy[] {
  const [quotaText, ...parameters] = splitOutsideQuotes(element, ';');
  const quota = leadingInteger(quotaText);
  let windowSeconds: number | null = null;
  let name: string | undefined;
  for (const parameter of parameters) {
    const match = /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(parameter);
    if (match?.[1] === 'w') windowSeconds = leadingInteger(match[2]);
    if (match?.[1] === 'name') name = match[2]?.replace(/^"|"$/g, '');
  }
  if (quota === null || windowSeconds === null) return [];
  return [{ quota, windowSeconds, ...(name ? { name } : {}) }];
}

function leadingInteger(text = ''): number | null {
  const digits = /^\s*(\d+)/.exec(text)?.[1];
  const value = digits === undefined ? NaN : Number(digits);
  return Number.isSafeInteger(value) ? value : null;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
