import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem, LinchpinError, refusal } from '../domain/errors/index.ts';
import {
  execute,
  registry,
  type Actor,
  type AnyOperation,
  type Context,
  type GivenKey,
  type OperationDeps,
} from '../operations/index.ts';
import type { Authentication } from '../http/auth/authentication.ts';
import { logFieldsOf } from '../http/request-line.ts';
import { idempotencyHeader, longestKey, requestIdHeader, type Route } from './route.ts';
import { routes } from './routes.ts';

export interface NativeOptions {
  deps: OperationDeps;
  authentication: Authentication;
  /** Who an upload address was signed for, or null when it was not. */
  uploadActor(mediaId: string, query: Record<string, unknown>): Promise<Actor | null>;
}

/** Adds every route of the native API. */
export async function registerNative(app: FastifyInstance, options: NativeOptions): Promise<void> {
  // Without a size of its own the file would be cut off at the limit of JSON bodies; it is capped while it streams.
  const limits = { files: 1, fileSize: Number.MAX_SAFE_INTEGER };
  await app.register(multipart, { limits, throwFileSizeLimit: false });
  for (const route of routes.filter((item) => item.body !== 'bytes')) addRoute(app, route, options);
  // Bytes are not parsed, whatever content type they claim; only these routes may stream any length.
  await app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const route of routes.filter((item) => item.body === 'bytes'))
      addRoute(uploads, route, options);
  });
}

function addRoute(app: FastifyInstance, route: Route, options: NativeOptions): void {
  const operation: AnyOperation = registry[route.operation];
  app.route({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, ':$1'),
    ...(route.body === 'bytes' && { bodyLimit: Number.MAX_SAFE_INTEGER }), // Capped while it streams.
    // After a refusal in the middle of a file the rest is read and dropped, so that the connection can end.
    ...(['bytes', 'multipart'].includes(route.body) && {
      onResponse: async ({ raw }: FastifyRequest) => void raw.unpipe().resume(),
    }),
    handler: async (request, reply) => {
      const actor = await actorOf(request, route, options);
      const who = { workspaceId: actor.workspaceId, key: actor.keyName };
      request.logFields = { operation: route.operation, ...who };
      const context: Context = {
        ...options.deps,
        actor,
        idempotencyKey: route.repeatable ? idempotencyKey(request) : null,
      };
      const result = await execute(operation, context, await readInput(request, route));
      const body = operation.output.parse(result);
      request.logFields = { ...logFieldsOf(route.operation, body), ...who };
      const status =
        typeof route.status === 'number'
          ? route.status
          : route.status(body as Parameters<typeof route.status>[0]); // The route names its own operation's result.
      return reply.status(status).send(body);
    },
  });
}

async function actorOf(
  request: FastifyRequest,
  route: Route,
  options: NativeOptions,
): Promise<Actor> {
  if (route.body !== 'bytes') return options.authentication.actorOf(request);
  const { mediaId } = request.params as { mediaId: string }; // The path has this part.
  const actor = await options.uploadActor(mediaId, request.query as Record<string, unknown>);
  if (!actor) throw refusal('UPLOAD_ADDRESS_EXPIRED');
  return actor;
}

/** Path, query and body as the one input of the operation; the path wins. */
async function readInput(request: FastifyRequest, route: Route): Promise<unknown> {
  const params = request.params as Record<string, string>;
  switch (route.body) {
    case 'none':
      return { ...(request.query as object), ...params };
    case 'optionalJson':
      return isObject(request.body) ? { ...request.body, ...params } : params;
    case 'bytes':
      return { ...params, file: bodyOf(request.raw) };
    case 'json':
      if (request.body === undefined || request.body === null) throw refusal('EMPTY_BODY');
      return isObject(request.body) ? { ...request.body, ...params } : request.body;
    case 'multipart': {
      const part = await request.file();
      if (!part)
        throw new LinchpinError([
          problem('MISSING_REQUIRED_FIELD', { field: 'file', values: { field: 'file' } }),
        ]);
      return { file: part.file, filename: part.filename || 'file', contentType: part.mimetype };
    }
  }
}

/** The body as a stream that can be destroyed without the request: its answer still has to be sent. */
function bodyOf(raw: IncomingMessage): Readable {
  const body = raw.pipe(new PassThrough());
  raw.once('close', () => raw.complete || body.destroy(new Error('The upload broke off.')));
  return body;
}

/**
 * The key under which a repeated request is known again; of two the one that was made for it counts.
 * @throws LinchpinError IDEMPOTENCY_KEY_TOO_LONG
 */
function idempotencyKey({ headers }: FastifyRequest): GivenKey | null {
  for (const header of [idempotencyHeader, requestIdHeader]) {
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
