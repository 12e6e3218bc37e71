import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorBody } from '../contract/index.ts';
import { catalogue, LinchpinError, machineFault, refusal } from '../domain/errors/index.ts';

/** Whatever was thrown as a refusal of the catalogue; `null`: a defect of ours, to be logged. */
export function asRefusal(error: unknown, contentType: string | undefined): LinchpinError | null {
  if (error instanceof LinchpinError) return error;
  switch ((error as Partial<FastifyError>).code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return refusal('BODY_TOO_LARGE', { values: { limit: '1 MB' } });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return refusal('UNSUPPORTED_CONTENT_TYPE', {
        values: { contentType: contentType ?? '(none)' },
      });
    default:
      return unreadable(error as Partial<FastifyError>) ?? machineFault(error);
  }
}

/** A refusal by Fastify or a parser: status 4xx, and the 500 that Fastify gives for a method without a parser. */
const unreadable = ({ code, statusCode = 500, message = '' }: Partial<FastifyError>) =>
  (statusCode >= 400 && statusCode < 500) || code === 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE'
    ? refusal('REQUEST_UNREADABLE', { values: { reason: message.replace(/\.$/, '') } })
    : null;

/** Seconds for the header `Retry-After`, or null: nothing is known of when trying again helps. */
const retryAfterSeconds = ({ retryAfterMs }: LinchpinError): number | null =>
  retryAfterMs === null ? null : Math.max(1, Math.ceil(retryAfterMs / 1000));

/** The body of a refusal, in the shape of Zernio's API. */
export function errorBody(refusal: LinchpinError, requestId: string, origin: string): ErrorBody {
  const [first] = refusal.problems;
  // A map: a caller may call a field `constructor`.
  const messages = new Map<string, string[]>();
  for (const { field, message } of refusal.problems)
    if (field) messages.set(field, [...(messages.get(field) ?? []), message]);
  return {
    error: first.message,
    type: catalogue[first.code].type,
    code: first.code,
    ...(first.field && { param: first.field }),
    details: {
      ...first.details, // Clients of Zernio's API read details.existingPostId, for example.
      problems: refusal.problems.map((item) => ({ ...item })),
      ...(messages.size > 0 && { fields: Object.fromEntries(messages) }),
    },
    requestId,
    docUrl: `${origin}/docs/errors#${first.code}`,
  };
}

/** What a door answers with for a refusal. */
export interface Refused {
  status: number;
  body: object;
}

/** Answers with a refusal in the shape of a door; a defect of ours is logged, and told as one. */
export function answerRefusal(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  refusedAs: (refusal: LinchpinError) => Refused,
): FastifyReply {
  const found = asRefusal(error, request.headers['content-type']);
  const isOurs = !found || (found !== error && found.status >= 500);
  if (isOurs) request.log.error({ err: error, path: request.url.split('?')[0] }, 'request failed');
  const known = found ?? refusal('INTERNAL_ERROR', { values: { requestId: request.id } });
  const seconds = retryAfterSeconds(known);
  if (seconds !== null) void reply.header('retry-after', seconds);
  // What a file's answer had promised before it failed: a cache must not keep a failure.
  void reply
    .removeHeader('content-length')
    .removeHeader('content-range')
    .header('cache-control', 'no-store');
  const { status, body } = refusedAs(known);
  return reply.status(status).type('application/json; charset=utf-8').send(body);
}

/** The same in the shape of Zernio's API. @param origin under which others reach this server. */
export const answerError = (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  origin: string,
): FastifyReply =>
  answerRefusal(error, request, reply, (known) => ({
    status: known.status,
    body: errorBody(known, request.id, origin),
  }));
