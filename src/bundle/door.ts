import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../domain/errors/index.ts';
import { isObject } from '../domain/is-object.ts';
import {
  answerRefusal,
  parseJsonBodies,
  readFileForm,
  readIdempotencyKey,
  type Authentication,
  type Door,
  type KeyLimit,
} from '../http/index.ts';
import { readInput, type Actor, type OperationDeps } from '../operations/index.ts';
import { callerOf } from './caller.ts';
import { refusedAs } from './errors.ts';
import { bundleOpenApi } from './openapi.ts';
import type { Route } from './route.ts';
import { routes } from './routes/index.ts';

export interface BundleOptions {
  deps: OperationDeps;
  authentication: Authentication;
  keyLimit: KeyLimit;
  publicUrl: () => string;
}

/** bundle.social's API beside the native one: other paths, another header for the key, the same operations. */
export const bundleDoor = (options: BundleOptions): Door => ({
  owns: ({ url, headers }) => {
    const [, noun] = /^\/api\/v1\/?([a-z-]*)/i.exec(url) ?? [];
    if (noun === undefined) return false;
    const byKey = headers['x-api-key'] !== undefined && headers.authorization === undefined;
    return byKey || nouns.has(noun.toLowerCase());
  },
  register: async (scope) => {
    parseJsonBodies(scope);
    const limits = { files: 2, fileSize: Number.MAX_SAFE_INTEGER }; // Capped while it streams.
    await scope.register(multipart, { limits, throwFileSizeLimit: false });
    scope.get('/api/openapi/bundle.json', () => bundleOpenApi());
    for (const route of routes) addRoute(scope, route, options);
  },
  answerError: (error, request, reply) =>
    answerRefusal(error, request, reply, (known) => refusedAs(known, request, options.publicUrl())),
});

/** First parts of paths that are this API's alone. */
const nouns = new Set(
  routes
    .map(({ path }) => path.split('/')[3] ?? '')
    .filter((noun) => noun !== '' && noun !== 'analytics'),
);

function addRoute(app: FastifyInstance, route: Route, options: BundleOptions): void {
  const url = route.path.replace(/\/$/, '').replace(/\{(\w+)\}/g, ':$1');
  // The client's paths of collections end in a slash, those of the documents do not.
  for (const each of [url, `${url}/`])
    app.route({
      method: route.method,
      url: each,
      // After a refusal in the middle of a file the rest is read and dropped, so that the connection can end.
      ...(route.reads === 'form' && {
        onResponse: async ({ raw }: FastifyRequest) => void raw.unpipe().resume(),
      }),
      handler: (request, reply) => answer(request, reply, route, options),
    });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  options: BundleOptions,
): Promise<FastifyReply> {
  const actor = route.open ? nobody : await actorOf(request, reply, options);
  const [grant, ...others] = actor.grants;
  request.logFields = {
    operation: `bundle.${route.id}`,
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
  { authentication, keyLimit }: BundleOptions,
): Promise<Actor> {
  const { actor, requestsPerMinute } = await authentication.callerOfKeyHeader(request);
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
