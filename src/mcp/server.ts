import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type CallToolResult,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { refusal } from '../domain/errors/index.ts';
import type { Scope } from '../domain/scopes.ts';
import { callerOf, type Caller } from '../door/index.ts';
import { asRefusal } from '../http/index.ts';
import { readInput, type Actor, type OperationDeps } from '../operations/index.ts';
import { inToolWords } from './problems.ts';
import { getPrompt, prompts } from './prompts.ts';
import { listResources, readResource, resourceTemplates } from './resources.ts';
import { describeTool, rightsOf, type Tool } from './tool.ts';
import { tools } from './tools/index.ts';

const described = new Map(tools.map((one) => [one, describeTool(one)]));

// Checks what people answer to questions of a server, of which this one has none. Making it takes milliseconds.
const jsonSchemaValidator = new AjvJsonSchemaValidator();

// Nothing is kept between requests, so no client can be notified of a change.
const listChanged = false;
const capabilities = {
  tools: { listChanged },
  resources: { listChanged },
  prompts: { listChanged },
};

const instructions =
  'Publishes and schedules Pins on Pinterest exactly once. Find boards first, check a Pin before you schedule it, and schedule it as a draft when the person has yet to look at it. Every write takes an idempotencyKey of your choice: the same again does it once. account is a user name or id, needed only with several. Days are as 2026-12-01, in UTC. null is not known, which is not 0. Errors name each problem and its fix.';

export interface McpOptions {
  deps: OperationDeps;
  /** With the rights that tools may use. */
  actor: Actor;
  /** For the log, and for the client where something fails inside. */
  requestId: string;
  onTool(name: string): void;
  onDefect(error: unknown): void;
}

/** The server for one request: it keeps nothing between them. */
export function createMcpServer(options: McpOptions): McpServer {
  const { deps, actor } = options;
  const mcp = new McpServer(
    { name: 'linchpin', title: 'Linchpin', version: deps.instance.version },
    { instructions, jsonSchemaValidator },
  );
  const { server } = mcp; // Its own registration would judge input before the tool can name every problem.
  server.registerCapabilities(capabilities);
  const caller = callerOf(deps, actor, null);

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.filter((one) => mayUse(actor, one)).flatMap((one) => described.get(one) ?? []),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
    callTool(params.name, params.arguments ?? {}, options),
  );
  server.setRequestHandler(ListResourcesRequestSchema, () => listResources(caller));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) =>
    readResource(caller, params.uri),
  );
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) =>
    getPrompt(params.name, params.arguments),
  );
  return mcp;
}

const mayUse = ({ grants }: Actor, one: Tool): boolean =>
  grants.some(({ scopes }) => rightsOf(one).every((scope) => scopes.includes(scope)));

/** Runs a tool. What is refused is a result as well, so that the model sees it. */
async function callTool(
  name: string,
  given: Record<string, unknown>,
  { deps, actor, requestId, onTool, onDefect }: McpOptions,
): Promise<CallToolResult> {
  const one = tools.find((each) => each.name === name);
  if (!one) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${name}.`);
  onTool(name);
  try {
    const missing = rightsOf(one).find((scope) => !grantsAny(actor, scope));
    if (missing !== undefined)
      throw refusal('INSUFFICIENT_PERMISSIONS', { values: { scope: missing } });
    const { input } = readInput({ name, endpoint: { input: one.input } }, given);
    const key = keyOf(input);
    const caller: Caller = callerOf(
      deps,
      actor,
      key === null ? null : { value: key, strict: true },
    );
    const answer = one.output.parse(await one.run(caller, input as never)); // Of this very tool.
    return { content: [text(answer)], structuredContent: answer };
  } catch (error) {
    const known = asRefusal(error, undefined);
    if (!known || (known !== error && known.status >= 500)) onDefect(error);
    const { problems } = known ?? refusal('INTERNAL_ERROR', { values: { requestId } });
    return { content: [text({ problems: problems.map(inToolWords) })], isError: true };
  }
}

const grantsAny = ({ grants }: Actor, scope: Scope): boolean =>
  grants.some(({ scopes }) => scopes.includes(scope));

const text = (value: object) => ({ type: 'text' as const, text: JSON.stringify(value) });

const keyOf = (input: object): string | null =>
  'idempotencyKey' in input && typeof input.idempotencyKey === 'string'
    ? input.idempotencyKey
    : null;
