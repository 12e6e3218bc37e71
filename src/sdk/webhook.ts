/** The body of a webhook in the format `standard`. */
export interface WebhookEvent {
  /** Such as `pin.published`. */
  type: string;
  /** ISO 8601 in UTC. */
  timestamp: string;
  data: Record<string, unknown>;
}

/** A request that is not from Linchpin, or too old. */
export class LinchpinWebhookError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LinchpinWebhookError';
  }
}

type HeaderSource = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

interface VerifyOptions {
  /** How far the clocks may be apart; default 5 minutes. */
  toleranceSeconds?: number;
  /** Milliseconds since 1970; default: now. */
  nowMs?: number;
}

/**
 * Reads a request to a webhook, once its signature is right. Everything arrives at least once: keep the header
 * `webhook-id`, and leave out one that you have seen. Source: standardwebhooks.com.
 * @param body the bytes as they came, not parsed JSON
 * @param secret as `webhooks add` printed it, with `whsec_`
 * @throws LinchpinWebhookError
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: HeaderSource,
  secret: string,
  { toleranceSeconds = 300, nowMs = Date.now() }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    headerOf(headers, `webhook-${name}`),
  );
  if (!id || !timestamp || !signatures)
    throw new LinchpinWebhookError('A header of the signature is missing.');
  if (!(Math.abs(nowMs / 1000 - Number(timestamp)) <= toleranceSeconds))
    throw new LinchpinWebhookError('The request is too old, or its clock is wrong.');
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const signed = concatenated(new TextEncoder().encode(`${id}.${timestamp}.`), bytes);
  const key = await crypto.subtle.importKey(
    'raw',
    fromBase64(secret.replace(/^whsec_/, '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  for (const each of signatures.split(' ')) {
    const [version, signature = ''] = each.split(',');
    if (
      version === 'v1' &&
      (await crypto.subtle.verify('HMAC', key, fromBase64(signature), signed))
    )
      return JSON.parse(new TextDecoder().decode(bytes)) as WebhookEvent; // Signed by the server.
  }
  throw new LinchpinWebhookError('The signature is not that of this secret.');
}

function headerOf(headers: HeaderSource, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : value?.[0];
}

function concatenated(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/** @throws LinchpinWebhookError */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new LinchpinWebhookError('A signature or the secret is no base64.');
  }
}
