import { Ajv2019 } from 'ajv/dist/2019.js';
import type { ValidateFunction } from 'ajv/dist/2019.js';
import { facts } from './facts.ts';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  nullable?: boolean;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  required?: string[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
  [keyword: string]: unknown;
}

export interface SpecOperation {
  operationId: string;
  method: string;
  path: string;
  category: string;
  /** Whether Pinterest's own sandbox has it. */
  inApiSandbox: boolean;
  security: Record<string, string[]>[];
  /** Names of the query parameters. */
  query: string[];
  requestSchema: Schema | undefined;
  /** By status or `default`; undefined for a response without a body. */
  responses: Record<string, Schema | undefined>;
}

export interface Spec {
  version: string;
  operations: Map<string, SpecOperation>;
  schemas: Record<string, Schema>;
}

/** The official description of Pinterest's API, as far as facts.ts holds it. */
export const spec: Spec = load();

interface Parameter {
  $ref?: string;
  name?: string;
  in?: string;
}

type Content = Record<string, { schema?: Schema }>;

function load(): Spec {
  const document = facts as unknown as {
    version: string;
    paths: Record<
      string,
      Record<
        string,
        {
          operationId?: string;
          security?: Record<string, string[]>[];
          category?: string;
          sandbox?: string;
          parameters?: Parameter[];
          requestBody?: { content: Content };
          responses: Record<string, { content?: Content }>;
        }
      >
    >;
    components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
  };
  const operations = new Map<string, SpecOperation>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId === undefined) continue;
      const responses = Object.entries(operation.responses).map(
        ([status, response]) => [status, schemaOf(response.content)] as const,
      );
      operations.set(operation.operationId, {
        operationId: operation.operationId,
        method: method.toUpperCase(),
        path,
        category: operation.category ?? '',
        inApiSandbox: operation.sandbox !== 'disabled',
        security: operation.security ?? [],
        query: (operation.parameters ?? [])
          .map(({ $ref, ...given }) =>
            $ref === undefined
              ? given
              : (document.components.parameters[$ref.split('/').at(-1) ?? ''] ?? {}),
          )
          .flatMap(({ name, in: place }) => (place === 'query' && name ? [name] : [])),
        requestSchema: schemaOf(operation.requestBody?.content),
        responses: Object.fromEntries(responses),
      });
    }
  }
  return { version: document.version, operations, schemas: document.components.schemas };
}

function schemaOf(content: Content | undefined): Schema | undefined {
  return content === undefined ? undefined : Object.values(content)[0]?.schema;
}

const ajv = new Ajv2019({ strict: false, allErrors: true });
for (const format of ['double', 'int32']) ajv.addFormat(format, true);
ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
// No recording of the live API has the zone that the format wants.
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/);

/**
 * Rewrites an OpenAPI 3.0 schema as JSON Schema 2019-09, references inlined. With `closed`, no
 * object may carry a property the schema does not declare: the spec itself leaves them all open.
 */
export function rewrite(schema: Schema, closed: boolean, whole = true): Schema {
  if (schema.$ref !== undefined) return rewrite(resolve(schema.$ref), closed, whole);
  const { nullable, discriminator, example: _example, ...rest } = schema;
  const out: Schema = { ...rest };
  if (schema.properties) {
    // What every recording has and the document leaves out: a fifth size of a picture, and a word beside 401/2.
    const { code, message } = schema.properties;
    const unlisted = {
      ...(schema.properties['1200x'] && { originals: schema.properties['1200x'] }),
      ...(code && message && { status: message }),
    };
    out.properties = Object.fromEntries(
      Object.entries({ ...schema.properties, ...unlisted }).map(([name, value]) => [
        name,
        rewrite(value, closed),
      ]),
    );
  }
  if (schema.items) out.items = rewrite(schema.items, closed);
  if (typeof schema.additionalProperties === 'object')
    out.additionalProperties = rewrite(schema.additionalProperties, closed);
  for (const keyword of ['allOf', 'oneOf', 'anyOf'] as const) {
    const parts = schema[keyword];
    if (parts) out[keyword] = parts.map((part) => rewrite(part, closed, false));
  }
  if (discriminator && !schema.oneOf) {
    out.anyOf = Object.entries(discriminator.mapping).map(([value, ref]) => ({
      allOf: [
        {
          properties: { [discriminator.propertyName]: { const: value } },
          required: [discriminator.propertyName],
        },
        rewrite(resolve(ref), closed, false),
      ],
    }));
  }
  const structured = schema.properties ?? schema.allOf ?? schema.oneOf ?? schema.anyOf;
  if (closed && whole && structured && schema.type !== 'array' && !isScalar(out)) {
    out['unevaluatedProperties'] = false;
  }
  if (!nullable) return out;
  if (typeof out.type === 'string' && !out.enum) return { ...out, type: [out.type, 'null'] };
  return { anyOf: [out, { type: 'null' }] };
}

function isScalar(schema: Schema): boolean {
  const type = schema.type ?? schema.allOf?.[0]?.type;
  return typeof type === 'string' && type !== 'object';
}

export function resolve(ref: string): Schema {
  const schema = spec.schemas[ref.split('/').at(-1) ?? ''];
  if (schema === undefined) throw new Error(`No schema ${ref}`);
  return schema;
}

const compiled = new Map<Schema, ValidateFunction>();

/** What is wrong with `value`, or null. */
export function violations(schema: Schema, value: unknown, closed: boolean): string | null {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(rewrite(schema, closed));
    compiled.set(schema, validate);
  }
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

/** Declared properties that `value` lacks, as `path.name`, at every level it has an object for. */
export function absentProperties(schema: Schema, value: unknown, path = ''): string[] {
  const flat = flatten(schema, value);
  if (Array.isArray(value)) {
    const { items } = flat;
    return items ? value.flatMap((item) => absentProperties(items, item, `${path}[]`)) : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const record = value as Record<string, unknown>;
  return Object.entries(flat.properties ?? {}).flatMap(([name, part]) =>
    name in record
      ? absentProperties(part, record[name], `${path}.${name}`)
      : [`${path}.${name}`.replace(/^\./, '')],
  );
}

/** One object schema out of references, allOf and the branch the discriminator names. */
function flatten(schema: Schema, value: unknown): Schema {
  if (schema.$ref !== undefined) return flatten(resolve(schema.$ref), value);
  const parts = (schema.allOf ?? []).map((part) => flatten(part, value));
  const { discriminator } = schema;
  if (discriminator && typeof value === 'object' && value !== null) {
    const tag = (value as Record<string, unknown>)[discriminator.propertyName];
    const ref = discriminator.mapping[String(tag)];
    if (ref !== undefined) {
      const { discriminator: _done, ...branch } = resolve(ref);
      parts.push(flatten(branch, value));
    }
  }
  return {
    ...schema,
    properties: Object.assign({}, ...parts.map((part) => part.properties ?? {}), schema.properties),
    ...(parts.find((part) => part.items) ?? (schema.items ? { items: schema.items } : {})),
  };
}
