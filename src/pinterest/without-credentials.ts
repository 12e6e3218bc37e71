/** How Pinterest's tokens look: access, refresh and app tokens (pinterest-openapi, examples of the token endpoint). */
const tokens = /\bpin[acr][_.][\w.~+/-]{6,}=*/g;
const bearers = /\bBearer\s+[\w.~+/-]{6,}=*/gi;

const removed = '[removed]';

/**
 * What Pinterest said, without the credentials of the request: an answer that repeats them would carry them into errors,
 * timelines and deliveries.
 * @param headers of the request.
 */
export const withoutCredentials = (
  text: string,
  headers: Readonly<Record<string, unknown>> = {},
): string =>
  secretsOf(headers)
    .reduce((rest, secret) => rest.replaceAll(secret, removed), text)
    .replace(bearers, removed)
    .replace(tokens, removed);

/** The token, or the base64 of id and secret and that secret. */
function secretsOf({ authorization }: Readonly<Record<string, unknown>>): string[] {
  const [, scheme = '', value = ''] =
    /^(\w+)\s+(\S+)$/.exec(typeof authorization === 'string' ? authorization : '') ?? [];
  const secret = /^basic$/i.test(scheme)
    ? Buffer.from(value, 'base64')
        .toString()
        .replace(/^[^:]*:/, '')
    : '';
  return [value, secret].filter((each) => each.length >= 6);
}
