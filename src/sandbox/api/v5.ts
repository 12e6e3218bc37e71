import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { operations } from './index.ts';
import { absentFromApiSandbox } from './api-sandbox.ts';
import { PinterestError, errors } from '../protocol/errors.ts';
import { describeRequest, dropConnection } from '../protocol/logging.ts';
import { injectedBody } from '../protocol/injected.ts';
import type { FaultEffect } from '../state/faults.ts';
import type { Answer, Operation } from '../protocol/operation.ts';
import { basicCaller, bearerCaller } from '../oauth/tokens.ts';
import type { Caller, SandboxContext } from '../state/context.ts';

/** Registers the route table under `/v5`. */
export function serveV5(app: FastifyInstance, sandbox: SandboxContext): void {
  for (const operation of operations) {
    app.route({
      method: operation.method,
      url: `/v5${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ...served(sandbox, operation),
    });
  }
  app.all('/v5/*', served(sandbox, null));
}

function served(sandbox: SandboxContext, route: Operation | null) {
  // A path that ends where an id was to be has no operation.
  const operationOf = (request: FastifyRequest) => (hasEmptyPart(request.params) ? null : route);
  return {
    // Before the body is read, for the log of a request whose body is no JSON or never ends.
    onRequest: async (request: FastifyRequest) => {
      const operation = operationOf(request);
      const account = accountOf(identify(sandbox, operation, request.headers.authorization));
      describeRequest(request, { operation: operation?.id ?? null, account });
    },
    handler: (request: FastifyRequest, reply: FastifyReply) =>
      serve(sandbox, operationOf(request), request, reply),
  };
}

const accountOf = (caller: Caller | PinterestError): string | null =>
  caller instanceof PinterestError ? null : (caller.user?.username ?? null);

const hasEmptyPart = (params: unknown): boolean =>
  Object.values(params as Record<string, string>).includes('');

async function serve(
  sandbox: SandboxContext,
  operation: Operation | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const caller = identify(sandbox, operation, request.headers.authorization);
  const fault = operation && sandbox.faults.strike(operation.id, accountOf(caller));
  const committing = !fault || fault.drop === 'after' || fault.commit || isDelayOnly(fault);
  const answer = committing
    ? await perform(sandbox, operation, caller, request, reply)
    : { status: 200 };
  await sandbox.store.flushed();
  if (fault?.delayMs) await delay(fault.delayMs);
  if (fault?.drop) {
    reply.hijack();
    dropConnection(request, fault.drop);
    return reply;
  }
  const final =
    fault && operation ? applyFault(sandbox, operation, caller, answer, fault, reply) : answer;
  return send(reply, final);
}

function identify(
  sandbox: SandboxContext,
  operation: Operation | null,
  authorization: string | undefined,
): Caller | PinterestError {
  try {
    return operation?.auth === 'basic'
      ? basicCaller(sandbox, authorization)
      : bearerCaller(sandbox, authorization);
  } catch (error) {
    if (error instanceof PinterestError) return error;
    throw error;
  }
}

/** Runs the operation, with its rate limit and scopes; a refusal is an answer too. */
async function perform(
  sandbox: SandboxContext,
  operation: Operation | null,
  caller: Caller | PinterestError,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Answer> {
  try {
    if (caller instanceof PinterestError) throw caller;
    // Recorded for every endpoint; tokens are issued to such an app all the same.
    if (!sandbox.settings.appGranted && caller.kind !== 'basic') throw errors.appNotGranted();
    if (operation === null) throw errors.unknownRoute();
    if (sandbox.settings.apiSandbox && absentFromApiSandbox.has(operation.id))
      throw errors.unknownRoute();
    const spender = { clientId: caller.clientId, userId: caller.user?.id ?? '' };
    const { limited, headers } = sandbox.limits.spend(
      spender,
      operation.category,
      operation.bucket,
    );
    void reply.headers(headers);
    if (limited) throw errors.rateLimited();
    if (caller.kind === 'app' && !operation.appToken) throw errors.forbidden();
    const { user } = caller;
    const missing = user ? operation.scopes.filter((scope) => !caller.scopes.has(scope)) : [];
    if (missing.length > 0) throw errors.missingScopes(missing);
    refuseForm(operation, request);
    return await operation.run(sandbox, caller, {
      params: request.params,
      query: request.query,
      body: request.body ?? (request.method === 'GET' ? undefined : {}),
      origin: request.host ? `${request.protocol}://${request.host}` : sandbox.url,
    });
  } catch (error) {
    if (error instanceof PinterestError) return { status: error.status, body: error.body };
    throw error;
  }
}

/** Only the token endpoint takes forms. */
function refuseForm({ auth }: Operation, { headers }: FastifyRequest): void {
  const type = headers['content-type'] ?? '';
  if (auth !== 'basic' && type !== '' && !/^application\/json\b/i.test(type))
    throw errors.invalidRequest(`content type '${type}' is not supported`);
}

function isDelayOnly(fault: FaultEffect): boolean {
  return fault.drop === undefined && fault.status === undefined && fault.body === undefined;
}

function applyFault(
  sandbox: SandboxContext,
  operation: Operation,
  caller: Caller | PinterestError,
  answer: Answer,
  fault: FaultEffect,
  reply: FastifyReply,
): Answer {
  const status = fault.status ?? 500;
  if (status === 429 && fault.body === undefined && !(caller instanceof PinterestError)) {
    const spender = { clientId: caller.clientId, userId: caller.user?.id ?? '' };
    void reply.headers(sandbox.limits.exhausted(spender, operation.category, operation.bucket));
  }
  void reply.headers(fault.headers ?? {});
  if (isDelayOnly(fault)) return answer;
  return { status, body: fault.body ?? injectedBody(status, operation.id) };
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  void reply.status(answer.status);
  if (answer.body === undefined) return reply.send();
  if (typeof answer.body === 'string') {
    if (!reply.hasHeader('content-type')) void reply.type('text/html; charset=utf-8');
    return reply.send(answer.body);
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
}
