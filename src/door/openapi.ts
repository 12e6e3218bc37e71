import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { longestKey, referencePage } from '../http/index.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** What a document says of its API. */
export interface AboutApi {
  title: string;
  description: string;
  /** How the key is sent, as OpenAPI writes it. */
  key: Readonly<Record<string, string>>;
  /** The answer to what is refused. */
  error: z.ZodType;
}

/** The OpenAPI 3.1 document of a door, made from its routes. */
export function openApiOf(
  routes: readonly Route[],
  { title, description, key, error }: AboutApi,
): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = describe(route, error);
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    paths,
    components: { schemas: {}, securitySchemes: { apiKey: key } },
  };
}

/** Serves the document of a door, and a page of it for people. */
export function describeDoor(scope: FastifyInstance, name: string, document: Json): void {
  const source = `/api/openapi/${name}.json`;
  scope.get(source, () => document);
  scope.get(`/docs/api/${name}`, (_request, reply) =>
    reply.type('text/html').send(referencePage(document, source)),
  );
}

function describe(
  { id, summary, path, method, reads, input, output, status, open }: Route,
  error: z.ZodType,
): Json {
  const schema = reads === 'form' ? {} : jsonSchema(input, 'input');
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const required = (schema['required'] ?? []) as string[];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
  const named = [...new Set([...inPath, ...(reads === 'query' ? Object.keys(properties) : [])])];
  const body =
    reads === 'json'
      ? { 'application/json': { schema } }
      : reads === 'form'
        ? { 'multipart/form-data': { schema: fileForm(input) } }
        : null;
  return {
    operationId: id,
    summary,
    ...(open && { security: [] }),
    parameters: [
      ...named.map((name) => ({
        name,
        in: inPath.includes(name) ? 'path' : 'query',
        required: inPath.includes(name) || required.includes(name),
        schema: properties[name] ?? { type: 'string' },
      })),
      ...(method === 'GET' ? [] : [idempotencyKey]),
    ],
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      [status ?? 200]: {
        description: 'Done.',
        content: { 'application/json': { schema: jsonSchema(output, 'output') } },
      },
      default: {
        description: 'Refused: every problem with its fix.',
        content: { 'application/json': { schema: jsonSchema(error, 'output') } },
      },
    },
  };
}

/** The fields of a form are sent before its file, which says its name and type itself. */
function fileForm(input: z.ZodType): Json {
  const schema = jsonSchema(input, 'input');
  const { filename: _, contentType: __, ...fields } = (schema['properties'] ?? {}) as Json;
  const file = { type: 'string', format: 'binary' };
  return { type: 'object', required: ['file'], properties: { ...fields, file } };
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Ours. The same request under the same key is answered with what the first one made, as it is now.',
  schema: { type: 'string', maxLength: longestKey },
};

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
