import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../domain/errors/index.ts';
import type { Endpoint } from '../contract/index.ts';
import {
  execute,
  registry,
  type Actor,
  type AnyOperation,
  type Call,
  type OperationDeps,
} from '../operations/index.ts';
import type { Authentication } from '../http/auth/authentication.ts';
import type { KeyLimit } from '../http/auth/key-limit.ts';
import { logFieldsOf } from '../http/request-line.ts';
import { readFileForm } from '../http/file-form.ts';
import { readIdempotencyKey } from '../http/idempotency-key.ts';
import { isObject } from '../domain/is-object.ts';

export interface NativeOptions {
  deps: OperationDeps;
  authentication: Authentication;
  keyLimit: KeyLimit;
  /** Who an upload address was signed for, or null when it was not. */
  uploadActor(mediaId: string, query: Record<string, unknown>): Promise<Actor | null>;
  /** Who may choose a board with this token of a connection, or null: it is not valid, or not any more. */
  ticketActor(ticket: string): Promise<Actor | null>;
}

/** Adds every route of the native API. */
export async function registerNative(app: FastifyInstance, options: NativeOptions): Promise<void> {
  // Without a size of its own the file would be cut off at the limit of JSON bodies; it is capped while it streams.
  const limits = { files: 2, fileSize: Number.MAX_SAFE_INTEGER };
  await app.register(multipart, { limits, throwFileSizeLimit: false });
  const operations: readonly AnyOperation[] = Object.values(registry);
  const takesBytes = ({ endpoint }: AnyOperation) => endpoint.body === 'bytes';
  for (const operation of operations) if (!takesBytes(operation)) addRoute(app, operation, options);
  // These routes take a body of any type and length, and get it unparsed.
  await app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const operation of operations)
      if (takesBytes(operation)) addRoute(uploads, operation, options);
  });
}

/** Bytes of a list of inputs: 500 posts with all their texts at their longest. */
const largestList = 8 * 1024 * 1024;

function addRoute(app: FastifyInstance, operation: AnyOperation, options: NativeOptions): void {
  const { endpoint, name } = operation;
  app.route({
    method: endpoint.method,
    url: endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
    ...(endpoint.takesMany && { bodyLimit: largestList }),
    ...(endpoint.body === 'bytes' && { bodyLimit: Number.MAX_SAFE_INTEGER }), // Capped while it streams.
    // After a refusal in the middle of a file the rest is read and dropped, so that the connection can end.
    ...(endpoint.effect === 'stream' && {
      onResponse: async ({ raw }: FastifyRequest) => void raw.unpipe().resume(),
    }),
    handler: async (request, reply) => {
      const actor = await actorOf(request, reply, endpoint, options);
      const [grant, ...others] = actor.grants;
      const who = {
        ...(grant && others.length === 0 && { workspaceId: grant.workspaceId }),
        // People by their id: a log names no person.
        ...(actor.type === 'person' ? { person: actor.id } : { key: actor.name }),
      };
      request.logFields = { operation: name, ...who };
      const idempotencyKey =
        operation.repeat || operation.keysRows ? readIdempotencyKey(request, endpoint) : null;
      const call: Call = { ...options.deps, actor, idempotencyKey };
      const result = await execute(operation, call, await readInput(request, endpoint));
      const body = endpoint.output.parse(result);
      request.logFields = { ...logFieldsOf(name, body), ...who };
      if (endpoint.file) return sendFile(reply, body as FileAnswer); // What `file` says of the output.
      // What the flag says of the output.
      if (endpoint.etag) void reply.header('etag', `"${(body as { etag: string }).etag}"`);
      return reply.status(statusOf(endpoint, body)).send(body);
    },
  });
}

interface FileAnswer {
  type: string;
  filename: string;
  /** Whole, or as a stream that is read as fast as the client takes it. */
  text?: string;
  rows?: Readable;
  nextCursor?: string | null;
}

function sendFile(reply: FastifyReply, answer: FileAnswer) {
  const { type, filename, text, rows, nextCursor = null } = answer;
  if (nextCursor !== null) void reply.header('x-next-cursor', nextCursor);
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${filename}"`)
    .send(rows ?? text);
}

const statusOf = ({ status = 200 }: Endpoint, body: unknown): number =>
  typeof status === 'number' ? status : status(body as never); // The body fits this very endpoint's output.

async function actorOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, credentials }: Endpoint,
  options: NativeOptions,
): Promise<Actor> {
  const ticket = credentials === 'ticket' ? ticketOf(request) : null;
  if (ticket !== null) {
    const actor = await options.ticketActor(ticket);
    if (!actor) throw refusal('CONNECTION_EXPIRED', { field: 'tempToken' });
    return actor;
  }
  if (body !== 'bytes') {
    const { actor, requestsPerMinute } = await options.authentication.callerOf(request);
    if (requestsPerMinute !== null && actor.id !== null)
      await options.keyLimit.spend(actor.id, requestsPerMinute, reply);
    return actor;
  }
  const { mediaId } = request.params as { mediaId: string }; // The path has this part.
  const actor = await options.uploadActor(mediaId, request.query as Record<string, unknown>);
  if (!actor) throw refusal('UPLOAD_ADDRESS_EXPIRED');
  return actor;
}

/** The header counts before the query; null: neither is there, so an API key is needed. */
function ticketOf({ headers, query }: FastifyRequest): string | null {
  const header = headers['x-connect-token'];
  const { token } = query as { token?: unknown };
  return typeof header === 'string' ? header : typeof token === 'string' ? token : null;
}

/** Path, query and body as the one input of the operation; the path wins. */
async function readInput(request: FastifyRequest, { body }: Endpoint): Promise<unknown> {
  // A copy: the router's own object is no plain one, and is passed by where input is cleaned.
  const params = { ...(request.params as Record<string, string>) };
  switch (body) {
    case 'none':
      return { ...(request.query as object), ...params };
    case 'optionalJson':
      return isObject(request.body ?? {})
        ? { ...(request.body as object | null), ...params }
        : request.body;
    case 'bytes':
      return { ...params, file: bodyOf(request.raw) };
    case 'json':
      if (request.body === undefined || request.body === null) throw refusal('EMPTY_BODY');
      return isObject(request.body) ? { ...request.body, ...params } : request.body;
    case 'multipart': {
      const { fields, ...file } = await readFileForm(request);
      return { ...(request.query as object), ...fields, ...file };
    }
  }
}

/** The body as a stream that can be destroyed without the request: its answer still has to be sent. */
function bodyOf(raw: IncomingMessage): Readable {
  const body = raw.pipe(new PassThrough());
  raw.once('close', () => raw.complete || body.destroy(new Error('The upload broke off.')));
  return body;
}
