import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../domain/errors/index.ts';
import { isObject } from '../domain/is-object.ts';
import {
  parseJsonBodies,
  readFileForm,
  readIdempotencyKey,
  type Authentication,
  type KeyCarrier,
  type KeyLimit,
} from '../http/index.ts';
import { readInput, type Actor, type OperationDeps } from '../operations/index.ts';
import { callerOf } from './caller.ts';
import type { Route } from './route.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The id of the route of a door. */
    route?: string;
  }
}

/** What every door over routes needs. */
export interface DoorOptions {
  deps: OperationDeps;
  authentication: Authentication;
  keyLimit: KeyLimit;
  publicUrl: () => string;
}

/** The calls of a door. */
export interface Calls {
  /** Of the door, for the log. */
  name: string;
  routes: readonly Route[];
  /** How clients send the API key. */
  carrier: KeyCarrier;
  /** Where a route is, written as Fastify does: clients differ in slashes and prefixes. */
  places(path: string): readonly string[];
}

/** Adds the calls to a scope, with what reads their bodies. */
export async function registerCalls(
  scope: FastifyInstance,
  calls: Calls,
  options: DoorOptions,
): Promise<void> {
  parseJsonBodies(scope);
  const limits = { files: 2, fileSize: Number.MAX_SAFE_INTEGER }; // Capped while it streams.
  await scope.register(multipart, { limits, throwFileSizeLimit: false });
  for (const route of calls.routes)
    for (const url of calls.places(route.path.replace(/\{(\w+)\}/g, ':$1')))
      scope.route({
        method: route.method,
        url,
        config: { route: route.id },
        // After a refusal in the middle of a file the rest is read and dropped, so that the connection can end.
        ...(route.reads === 'form' && {
          onResponse: async ({ raw }: FastifyRequest) => void raw.unpipe().resume(),
        }),
        handler: (request, reply) => answer(request, reply, route, calls, options),
      });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  { name, carrier }: Calls,
  options: DoorOptions,
): Promise<FastifyReply> {
  const actor = route.open ? nobody : await actorOf(request, reply, carrier, options);
  const [grant, ...others] = actor.grants;
  request.logFields = {
    operation: `${name}.${route.id}`,
    ...(grant && others.length === 0 && { workspaceId: grant.workspaceId }),
    key: actor.name,
  };
  const caller = callerOf(options.deps, actor, readIdempotencyKey(request, {}));
  const { input } = readInput(
    { name: route.id, endpoint: { input: route.input } },
    await rawInput(request, route.reads),
  );
  // It fits the schema of this very route.
  const result = await route.run(caller, input as never);
  return reply.status(route.status ?? 200).send(route.output.parse(result));
}

const nobody: Actor = { type: 'system', id: null, name: 'nobody', grants: [] };

async function actorOf(
  request: FastifyRequest,
  reply: FastifyReply,
  carrier: KeyCarrier,
  { authentication, keyLimit }: DoorOptions,
): Promise<Actor> {
  const { actor, requestsPerMinute } = await authentication.callerOfKeyIn(carrier, request);
  if (requestsPerMinute !== null && actor.id !== null)
    await keyLimit.spend(actor.id, requestsPerMinute, reply);
  return actor;
}

/** Path, query and body as the one input of a call; the path wins. */
async function rawInput(request: FastifyRequest, reads: Route['reads']): Promise<unknown> {
  const params = { ...(request.params as Record<string, string>) };
  if (reads === 'query') return { ...(request.query as object), ...params };
  if (reads === 'form') {
    const { fields, ...file } = await readFileForm(request);
    return { ...fields, ...file, ...params };
  }
  if (request.body === undefined || request.body === null) throw refusal('EMPTY_BODY');
  return isObject(request.body) ? { ...request.body, ...params } : request.body;
}
