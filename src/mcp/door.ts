import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusal, type LinchpinError } from '../domain/errors/index.ts';
import type { DoorOptions } from '../door/index.ts';
import { answerRefusal, isCrossSite, parseJsonBodies, type Door } from '../http/index.ts';
import type { Actor } from '../operations/index.ts';
import { narrowed } from './allowed.ts';
import { inToolWords } from './problems.ts';
import { createMcpServer } from './server.ts';

/** The Model Context Protocol over HTTP, without sessions: any process answers any request. */
export const mcpDoor = (options: DoorOptions): Door => ({
  owns: ({ url }) => /^\/mcp([/?]|$)/i.test(url),
  register: async (scope) => {
    parseJsonBodies(scope);
    scope.post('/mcp', (request, reply) => answer(request, reply, options));
    // Clients ask for a stream of messages, or to end a session; there is neither.
    for (const method of ['GET', 'DELETE'])
      scope.route({
        method,
        url: '/mcp',
        handler: (_request, reply) =>
          reply.status(405).header('allow', 'POST').send(failed(-32000, 'Use POST.')),
      });
  },
  answerError: (error, request, reply) =>
    answerRefusal(error, request, reply, (known) => {
      if (known.status === 401) void reply.header('www-authenticate', 'Bearer');
      return { status: known.status, body: refused(known) };
    }),
});

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { deps, authentication, keyLimit, publicUrl }: DoorOptions,
): Promise<FastifyReply> {
  refuseOtherPages(request);
  const found = await authentication.callerOfKeyIn('authorization', request);
  const actor = narrowed(found.actor, allowOf(request));
  if (found.requestsPerMinute !== null && actor.id !== null)
    await keyLimit.spend(actor.id, found.requestsPerMinute, reply);
  request.logFields = { operation: 'mcp', ...whose(actor) };
  if (request.body === undefined) throw refusal('EMPTY_BODY');
  const server = createMcpServer({
    deps,
    actor,
    requestId: request.id,
    onTool: (name) => (request.logFields = { operation: `mcp.${name}`, ...whose(actor) }),
    onDefect: (error) => request.log.error({ err: error }, 'tool failed'),
  });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const answered = await transport.handleRequest(
    new Request(new URL('/mcp', publicUrl()), { method: 'POST', headers: headersOf(request) }),
    { parsedBody: request.body },
  );
  await server.close();
  for (const [name, value] of answered.headers) void reply.header(name, value);
  return reply.status(answered.status).send(await answered.text());
}

/**
 * A page of another site must not reach a server in the network of its reader. It could not know the key, but the
 * protocol requires this check nevertheless.
 * @throws LinchpinError OTHER_SITE
 */
function refuseOtherPages(request: FastifyRequest): void {
  if (isCrossSite(request)) throw refusal('OTHER_SITE');
}

function allowOf({ query }: FastifyRequest): string[] {
  const { allow = [] } = query as { allow?: string | string[] };
  return [allow].flat();
}

function whose({ grants, name }: Actor) {
  const [grant, ...others] = grants;
  return {
    ...(grant && others.length === 0 && { workspaceId: grant.workspaceId }),
    key: name,
  };
}

const headersOf = ({ headers }: FastifyRequest): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );

/** An error that belongs to no message. */
const failed = (code: number, message: string, data?: object) => ({
  jsonrpc: '2.0',
  id: null,
  error: { code, message, ...(data && { data }) },
});

function refused({ problems, status }: LinchpinError): object {
  const told = problems.map(inToolWords);
  const message = told.map((one) => `${one.message} ${one.fix}`).join(' ');
  return failed(status < 500 ? -32600 : -32603, message, { problems: told });
}
