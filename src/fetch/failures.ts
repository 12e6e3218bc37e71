import { LinchpinError, refusal } from '../domain/errors/index.ts';

const statusWords: Record<number, string> = {
  400: 'bad request',
  404: 'not found',
  406: 'it does not offer the file in this form',
  410: 'the file was removed',
  429: 'too many requests; it wants us to wait',
  451: 'blocked for legal reasons',
  500: 'the host has a fault',
  502: 'the host has a fault',
  503: 'the host is overloaded or closed for maintenance',
  504: 'the host is too slow inside',
};

/** What an answer of 403 says besides. */
interface Forbidden {
  /** Whether a bot wall answers. */
  isChallenge: boolean;
  /** Beginning of the body. */
  text: string;
}

/** The refusal of an answer that is not a success. */
export function statusFailure(
  status: number,
  host: string,
  { isChallenge, text }: Forbidden = { isChallenge: false, text: '' },
): LinchpinError {
  if (status === 401 || status === 407)
    return refusal('MEDIA_AUTH_REQUIRED', { values: { status }, details: { status } });
  if (status === 403) {
    const reason = isChallenge
      ? 'a bot wall lets only browsers in'
      : expired.test(text)
        ? 'the address has expired'
        : 'it refuses programs, or the address has expired';
    return refusal('MEDIA_HOST_REFUSES', { values: { host, reason }, details: { status } });
  }
  const words = statusWords[status] ?? (status >= 500 ? 'the host has a fault' : 'unexpected');
  return fetchFailed(`${host} answers HTTP ${status} (${words}).`, { status });
}

/** As S3, its imitators, Azure and CloudFront say that a signed address is too old. */
const expired =
  /request has expired|ExpiredToken|AccessDenied[^]*expired|signature (?:not valid|has expired)|token (?:is|has) expired/i;

/** A refusal with a reason that ends the message. */
export const fetchFailed = (
  reason: string,
  details: Record<string, unknown> = {},
  cause?: unknown,
): LinchpinError =>
  refusal('MEDIA_FETCH_FAILED', {
    values: { reason: reason.charAt(0).toUpperCase() + reason.slice(1) },
    details: { ...details, reason },
    cause,
  });

export const timedOut = (timeoutMs: number, cause?: unknown): LinchpinError =>
  refusal('MEDIA_FETCH_TIMEOUT', {
    values: { seconds: Math.max(1, Math.round(timeoutMs / 1000)) },
    cause,
  });

const timeoutCodes =
  /^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT)$/;

const reasons: readonly [RegExp, (host: string) => string][] = [
  [/^(ENOTFOUND|ENODATA|EINVAL)$/, (host) => `there is no host called ${host}.`],
  [/^EAI_/, (host) => `the name ${host} cannot be looked up right now.`],
  [/^ECONNREFUSED$/, (host) => `${host} refuses the connection.`],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, (host) => `${host} cannot be reached.`],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
    (host) => `${host} broke off the connection.`,
  ],
  [/^CERT_HAS_EXPIRED$/, (host) => `the security certificate of ${host} has expired.`],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    (host) => `the security certificate belongs to another host than ${host}.`,
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_|ISSUER/,
    (host) => `the security certificate of ${host} is not trusted.`,
  ],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, (host) => `no secure connection to ${host} can be made.`],
  [
    /^(HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW)/,
    (host) => `the answer of ${host} is not valid HTTP.`,
  ],
  [
    /^(Z_|ERR__ERROR_FORMAT_|ERR_BROTLI|ERR_BUFFER_TOO|ERR_PADDING)/,
    () => 'its compressed answer is damaged.',
  ],
];

/**
 * Turns a failure of the network into our words. What is no such failure, a full disk for example,
 * comes back as it is: it must not be blamed on the address.
 */
export function networkFailure(error: unknown, host: string, timeoutMs: number): unknown {
  if (error instanceof LinchpinError) return error;
  const code = codeOf(error);
  if (timeoutCodes.test(code)) return timedOut(timeoutMs, error);
  const reason = reasons.find(([pattern]) => pattern.test(code));
  return reason ? fetchFailed(reason[1](host), { network: code }, error) : error;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici's parser errors have a code only when llhttp gave one.
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
