import type { FastifyRequest } from 'fastify';
import type { Endpoint } from '../contract/index.ts';
import { refusal } from '../domain/errors/index.ts';
import type { RequestKey } from '../operations/index.ts';

const idempotencyHeader = 'idempotency-key';
const requestIdHeader = 'x-request-id';
/** Characters a key may have. */
export const longestKey = 255;

/**
 * The key under which a repeated request is known again; of two the one that was made for it counts.
 * @throws LinchpinError IDEMPOTENCY_KEY_TOO_LONG
 */
export function readIdempotencyKey(
  { headers }: Pick<FastifyRequest, 'headers'>,
  { requestIdIsKey }: Pick<Endpoint, 'requestIdIsKey'>,
): RequestKey | null {
  for (const header of requestIdIsKey
    ? [idempotencyHeader, requestIdHeader]
    : [idempotencyHeader]) {
    const given = headers[header];
    const value = typeof given === 'string' ? given.trim() : '';
    if (value.length > longestKey)
      throw refusal('IDEMPOTENCY_KEY_TOO_LONG', {
        field: header,
        values: { header, count: value.length, max: longestKey },
      });
    if (value !== '') return { value, strict: header === idempotencyHeader };
  }
  return null;
}
