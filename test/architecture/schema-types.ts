import { z } from 'zod';
import { api, type Endpoint } from '../../src/contract/index.ts';
import { inputSchemaOf, isCalledBySdk, namedSchemas, nameOf, type Schema } from './schemas.ts';

/**
 * src/sdk/types.generated.ts: the types of the API as plain TypeScript, so that a client needs neither zod nor anything
 * else of ours. Made from the same JSON Schemas as the OpenAPI document.
 */
export function sdkTypes(): string {
  const named = namedSchemas().map(
    ([id, schema]) => `${comment(schema)}export type ${nameOf(id)} = ${typeOf(schema)};\n`,
  );
  const calls = Object.entries(api as Record<string, Endpoint>)
    .filter(([, endpoint]) => isCalledBySdk(endpoint))
    .map(
      ([name, endpoint]) =>
        `  /** ${endpoint.summary}. */\n  '${name}': {\n    input: ${indent(inputOf(endpoint), '    ')};\n    output: ${indent(outputOf(endpoint.output), '    ')};\n  };`,
    );
  return [
    '/** Made from src/contract by `npx vitest run test/architecture -u`. */',
    ...named,
    '/** What each call takes beside the parts of its path, and what it answers. */',
    'export interface Calls {',
    ...calls,
    '}',
    '',
  ].join('\n');
}

function inputOf(endpoint: Endpoint): string {
  return typeOf({ type: 'object', ...inputSchemaOf(endpoint) });
}

function outputOf(schema: z.ZodType): string {
  const id = z.globalRegistry.get(schema)?.id;
  if (id !== undefined) return nameOf(id);
  if (schema instanceof z.ZodUnion)
    return schema.options.map((option) => outputOf(option as z.ZodType)).join(' | ');
  return typeOf(z.toJSONSchema(schema));
}

/** A JSON Schema as a type. What zod does not write, such as patternProperties, is not read. */
function typeOf(schema: Schema): string {
  const { $ref, const: constant, enum: words, anyOf, oneOf, allOf, type } = schema;
  if (typeof $ref === 'string') return nameOf($ref.split('/').at(-1) ?? '');
  if (constant !== undefined) return quoted(constant);
  if (Array.isArray(words)) return words.map(quoted).join(' | ');
  const several = anyOf ?? oneOf;
  if (Array.isArray(several)) return [...new Set((several as Schema[]).map(typeOf))].join(' | ');
  if (Array.isArray(allOf)) return (allOf as Schema[]).map(typeOf).join(' & ');
  if (Array.isArray(type))
    return type.map((one) => typeOf({ ...schema, type: one as string })).join(' | ');
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return listOf(typeOf((schema['items'] ?? {}) as Schema));
    case 'object':
      return objectOf(schema);
    default:
      return 'unknown';
  }
}

const quoted = (word: unknown): string =>
  typeof word === 'string' ? `'${word.replaceAll("'", "\\'")}'` : JSON.stringify(word);

const listOf = (item: string): string => (/^\w+$/.test(item) ? `${item}[]` : `(${item})[]`);

function objectOf(schema: Schema): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = (schema['required'] ?? []) as string[];
  const rest = schema['additionalProperties'];
  const others = typeof rest === 'object' && rest !== null ? typeOf(rest as Schema) : null;
  if (properties.length === 0) {
    const names = (schema['propertyNames'] ?? {}) as Schema;
    const key = Array.isArray(names['enum']) ? typeOf(names) : 'string';
    return others === null ? 'object' : `Record<${key}, ${others}>`;
  }
  const fields = properties.flatMap(([name, property]) => {
    const key = /^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`;
    const isRequired = required.includes(name);
    const known = typeOf(property);
    const type = isRequired || known === 'unknown' ? known : `${known} | undefined`;
    return `${comment(property)}${key}${isRequired ? '' : '?'}: ${type};`.split('\n');
  });
  if (others !== null) fields.push('[name: string]: unknown;');
  return ['{', ...fields.map((line) => `  ${line}`), '}'].join('\n');
}

const comment = ({ description }: Schema): string =>
  typeof description === 'string' ? `/** ${description.replaceAll('*/', '*\\/')} */\n` : '';

const indent = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);
