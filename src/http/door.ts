import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal, type LinchpinError } from '../domain/errors/index.ts';

/**
 * An API over HTTP with formats of its own. Each is registered in a Fastify scope, so that parsers and error handlers
 * do not mix.
 */
export interface Door {
  /** Whether a request that no route answers was meant for it: then it says so in its own shape. */
  owns(request: FastifyRequest): boolean;
  /** Adds its calls, and what reads their bodies. */
  register(scope: FastifyInstance): Promise<void>;
  /** Answers with a refusal, also one of its body parsers, or with a defect of ours. */
  answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

/** Registers every door in a scope of its own. */
export async function registerDoors(app: FastifyInstance, doors: readonly Door[]): Promise<void> {
  for (const door of doors)
    await app.register(async (scope) => {
      scope.setErrorHandler((error, request, reply) => door.answerError(error, request, reply));
      await door.register(scope);
    });
}

/** That no call has the method and path of a request. */
export const routeNotFound = ({ method, url }: FastifyRequest): LinchpinError =>
  // Without the query, which may carry a token.
  refusal('ROUTE_NOT_FOUND', {
    values: { method, path: url.replace(/[?#].*$/s, '').slice(0, 200) },
  });

/** Answers a request that has no route; null: it was meant for no door. */
export const answerNotFound = (
  doors: readonly Door[],
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | null =>
  doors.find((door) => door.owns(request))?.answerError(routeNotFound(request), request, reply) ??
  null;
