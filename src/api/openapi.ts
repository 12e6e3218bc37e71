import { z } from 'zod';
import { ErrorBody } from '../contract/index.ts';
import { registry, type AnyOperation } from '../operations/index.ts';
import { longestKey, type Route } from './route.ts';
import { routes } from './routes.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the native API, made from the operations and the routes. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = describe(route);
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    uri: (id) => `#/components/schemas/${id}`,
    io: 'output',
  });
  for (const schema of Object.values(schemas)) stripIds(schema);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Linchpin',
      version: '1',
      description: 'Publishes Pins to Pinterest exactly once, on time, or says why not.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function describe(route: Route): Json {
  const operation: AnyOperation = registry[route.operation];
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
  const input =
    route.body === 'bytes' || route.body === 'multipart'
      ? null
      : jsonSchema(operation.input, 'input');
  const properties = (input?.['properties'] ?? {}) as Record<string, Json>;
  const required = (input?.['required'] ?? []) as string[];
  const names = new Set([...inPath, ...(route.body === 'none' ? Object.keys(properties) : [])]);
  return {
    operationId: route.operation.replace('.', '_'),
    summary: operation.summary,
    ...(route.body === 'bytes' && { security: [] }),
    parameters: [
      ...[...names].map((name) => ({
        name,
        in: inPath.includes(name) ? 'path' : 'query',
        required: inPath.includes(name) || required.includes(name),
        schema: properties[name] ?? { type: 'string' },
      })),
      ...(route.repeatable ? keyHeaders : []),
    ],
    ...requestBody(route, input),
    responses: {
      [typeof route.status === 'number' ? route.status : '2XX']: {
        description: 'Done.',
        content: { 'application/json': { schema: reference(operation.output) } },
      },
      default: {
        description: 'Refused: every problem with its fix.',
        content: { 'application/json': { schema: reference(ErrorBody) } },
      },
    },
  };
}

const keyHeader = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', maxLength: longestKey },
});

const keyHeaders: Json[] = [
  keyHeader(
    'Idempotency-Key',
    'The same request under the same key is answered with what the first one made, as it is now. With other content the key is refused (422).',
  ),
  keyHeader(
    'X-Request-Id',
    'Where there is no Idempotency-Key: the same, but with other content a new post is made, with a warning.',
  ),
];

function requestBody(route: Route, input: Json | null): Json {
  const content = {
    none: null,
    json: { 'application/json': { schema: input } },
    optionalJson: { 'application/json': { schema: input } },
    multipart: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['file'],
          properties: { file: { type: 'string', format: 'binary' } },
        },
      },
    },
    bytes: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  }[route.body];
  return content ? { requestBody: { required: route.body !== 'optionalJson', content } } : {};
}

/** A named schema by its name, any other one written out. */
function reference(schema: z.ZodType): Json {
  if (schema instanceof z.ZodUnion)
    return { anyOf: schema.options.map((option) => reference(option as z.ZodType)) };
  const id = z.globalRegistry.get(schema)?.id;
  return id === undefined ? jsonSchema(schema, 'output') : { $ref: `#/components/schemas/${id}` };
}

/** zod keeps named schemas beside the one asked for; here they stand with the components. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, $defs: __, ...rest } = z.toJSONSchema(schema, { io }) as Json;
  const text = JSON.stringify(rest).replaceAll('#/$defs/', '#/components/schemas/');
  return JSON.parse(text) as Json;
}

function stripIds(schema: Json): void {
  delete schema['$schema'];
  delete schema['$id'];
  delete schema['id'];
}
