import { z } from 'zod';
import { ErrorBody, type Endpoint } from '../contract/index.ts';
import { registry, type AnyOperation } from '../operations/index.ts';
import { examples } from './examples.ts';
import { longestKey } from '../http/idempotency-key.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the native API, made from the table of endpoints. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of Object.values(registry)) {
    const { path, method }: Endpoint = operation.endpoint;
    (paths[path] ??= {})[method.toLowerCase()] = describe(operation);
  }
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

function describe({ name, endpoint, repeat, keysRows }: AnyOperation): Json {
  const { body, status = 200 } = endpoint;
  const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
  const input = endpoint.effect === 'stream' ? null : jsonSchema(endpoint.input, 'input');
  const properties = (input?.['properties'] ?? {}) as Record<string, Json>;
  const required = (input?.['required'] ?? []) as string[];
  const names = new Set([...inPath, ...(body === 'none' ? Object.keys(properties) : [])]);
  return {
    operationId: name.replace('.', '_'),
    summary: endpoint.summary,
    ...(body === 'bytes' && { security: [] }),
    parameters: [
      ...[...names].map((name) => ({
        name,
        in: inPath.includes(name) ? 'path' : 'query',
        required: inPath.includes(name) || required.includes(name),
        schema: properties[name] ?? { type: 'string' },
      })),
      ...(repeat || keysRows ? keyHeaders.slice(0, endpoint.requestIdIsKey ? 2 : 1) : []),
    ],
    ...requestBody(endpoint, input, examples[name]),
    responses: {
      [typeof status === 'number' ? status : '2XX']: {
        description: 'Done.',
        content: endpoint.file
          ? { 'text/csv': textFile, 'application/json': textFile }
          : { 'application/json': { schema: reference(endpoint.output) } },
      },
      default: {
        description: 'Refused: every problem with its fix.',
        content: { 'application/json': { schema: reference(ErrorBody) } },
      },
    },
  };
}

const textFile: Json = { schema: { type: 'string' } };

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

function requestBody(
  { body, input: fields }: Endpoint,
  input: Json | null,
  example: object | undefined,
): Json {
  const json = { 'application/json': { schema: input, ...(example && { example }) } };
  const content = {
    none: null,
    json,
    optionalJson: json,
    multipart: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['file'],
          description: 'Texts come before the file.',
          properties: { ...textsOf(fields), file: { type: 'string', format: 'binary' } },
        },
      },
    },
    bytes: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  }[body];
  return content ? { requestBody: { required: body !== 'optionalJson', content } } : {};
}

/** The texts of a form: its fields without the file and what is said of it. */
function textsOf(input: z.ZodType): Json {
  if (!(input instanceof z.ZodObject)) return {};
  const { file: _, filename: __, contentType: ___, ...texts } = input.shape as z.ZodRawShape;
  return jsonSchema(z.object(texts), 'input')['properties'] as Json;
}

/** A named schema by its name, any other one written out. */
function reference(schema: z.ZodType): Json {
  if (schema instanceof z.ZodUnion)
    return { anyOf: schema.options.map((option) => reference(option as z.ZodType)) };
  const id = z.globalRegistry.get(schema)?.id;
  return id === undefined ? jsonSchema(schema, 'output') : { $ref: `#/components/schemas/${id}` };
}

/** zod returns named schemas next to the requested one; OpenAPI wants them under components. */
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
