import type { FastifyReply, FastifyRequest } from 'fastify';

/** One answered request, by the route it took. */
export interface HttpReport {
  method: string;
  /** The pattern of the route, never the path itself. */
  route: string;
  status: number;
  ms: number;
}

export type HttpObserver = (report: HttpReport) => void;

/** What a handler found out about its request and is worth a word in the log. Names and ids only. */
export interface LogFields {
  operation?: string;
  workspaceId?: string;
  key?: string;
  postId?: string;
  pinIds?: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    logFields: LogFields | null;
  }
}

/** Maximum Pin ids per log line; the post id finds the rest. */
const pinsNamed = 100;

/** The ids in an answer of the API, so that a search for a Pin finds the request that made it. */
export function logFieldsOf(operation: string, body: unknown): LogFields {
  // Not validated: any answer of the API; every field may be missing.
  const { post } = (body ?? {}) as { post?: { _id?: string; platforms?: { pinId?: string }[] } };
  const pinIds = post?.platforms?.flatMap(({ pinId }) => pinId ?? []).slice(0, pinsNamed);
  return {
    operation,
    ...(post?._id !== undefined && { postId: post._id }),
    ...(pinIds?.length && { pinIds }),
  };
}

const reads = ['GET', 'HEAD', 'OPTIONS'];

/** One line for each request: at level info where it changes something, else at level debug. */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const line = {
    method: request.method,
    path: request.url.split('?')[0],
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    ...request.logFields,
    // So that tools such as fail2ban can block the address.
    ...([401, 403, 429].includes(reply.statusCode) && { address: request.ip }),
  };
  if (reads.includes(request.method)) request.log.debug(line, 'request');
  else request.log.info(line, 'request');
}

export const reportRequest = (request: FastifyRequest, reply: FastifyReply): HttpReport => ({
  method: request.method,
  route: request.routeOptions.url ?? 'none',
  status: reply.statusCode,
  ms: reply.elapsedTime,
});
