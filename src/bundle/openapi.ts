import { z } from 'zod';
import { longestKey } from '../http/index.ts';
import { ErrorAnswer } from './shapes/error.ts';
import type { Route } from './route.ts';
import { routes } from './routes/index.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of this door, made from its routes. */
export function bundleOpenApi(): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = describe(route);
  return {
    openapi: '3.1.0',
    info: {
      title: "Linchpin, in the shape of bundle.social's API",
      version: '1',
      description:
        'Pinterest only. Paths may end in a slash or not. Whatever is marked as ours is more than bundle.social has.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      schemas: {},
      securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
    },
  };
}

function describe({ id, summary, path, method, reads, input, output, status, open }: Route): Json {
  const schema = reads === 'form' ? {} : jsonSchema(input, 'input');
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const required = (schema['required'] ?? []) as string[];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
  const named = [...new Set([...inPath, ...(reads === 'query' ? Object.keys(properties) : [])])];
  const body =
    reads === 'json'
      ? { 'application/json': { schema } }
      : reads === 'form'
        ? { 'multipart/form-data': { schema: fileForm } }
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
        content: { 'application/json': { schema: jsonSchema(ErrorAnswer, 'output') } },
      },
    },
  };
}

const fileForm: Json = {
  type: 'object',
  required: ['file'],
  properties: {
    teamId: { type: 'string', description: 'Before the file.' },
    file: { type: 'string', format: 'binary' },
  },
};

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
