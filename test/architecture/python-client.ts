import { z } from 'zod';
import { api, type Endpoint, type EndpointName } from '../../src/contract/index.ts';
import { paged } from '../../src/sdk/paging.ts';
import { inputSchemaOf, isCalledBySdk, namedSchemas, nameOf, type Schema } from './schemas.ts';
import { repetitionOf } from './sdk-endpoints.ts';

const head = '"""Made from src/contract by `npx vitest run test/architecture -u`."""\n';

/** clients/python/…/types.py and calls.py: the same table as the SDK of TypeScript, as Python. */
export function pythonClient(): { types: string; calls: string } {
  const types: string[] = [];
  const aliases: string[] = []; // After everything that they may name.
  for (const [id, schema] of namedSchemas()) {
    const name = nameOf(id);
    const type = typeOf(schema, name, types);
    if (type !== name) aliases.push(`${name}: TypeAlias = ${type}`);
  }
  const nouns = new Map<string, string[]>();
  for (const [name, endpoint] of Object.entries(api as Record<string, Endpoint>)) {
    if (!isCalledBySdk(endpoint)) continue;
    const [noun = '', verb = ''] = name.split('.');
    const methods = nouns.get(noun) ?? [];
    nouns.set(noun, [
      ...methods,
      ...methodsOf(name as EndpointName, argumentOf(verb), endpoint, types),
    ]);
  }
  const classes = [...nouns].map(
    ([noun, methods]) => `class ${pascal(noun)}:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

${methods.join('\n\n')}
`,
  );
  const attributes = [...nouns.keys()].map(
    (noun) => `        self.${snake(noun)} = ${pascal(noun)}(transport)`,
  );
  return {
    types: `${head}
from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

${[...types, ...aliases].join('\n')}
`,
    calls: `${head}
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from . import types
from .transport import UNSET, Transport, Unset, given, part


${classes.join('\n\n')}

class Calls:
    """Every call of the API, by noun and verb."""

    def __init__(self, transport: Transport) -> None:
${attributes.join('\n')}
`,
  };
}

function methodsOf(
  name: EndpointName,
  verb: string,
  endpoint: Endpoint,
  types: string[],
): string[] {
  const { method, path, body, summary } = endpoint;
  const prefix = name.split('.').map(pascal).join('');
  const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, word = '']) => word);
  const { properties, required } = inputSchemaOf(endpoint);
  const fields = Object.entries(properties).map(([field, schema]) => ({
    field,
    argument: argumentOf(field),
    type: inModule(typeOf(schema, `${prefix}${pascal(field)}`, types)),
    isRequired: required.includes(field),
  }));
  const positional = ['self', ...parts.map((word) => `${argumentOf(word)}: str`)];
  if (body === 'multipart') positional.push('file: str | BinaryIO', 'filename: str | None = None');
  const sorted = [
    ...fields.filter((one) => one.isRequired),
    ...fields.filter((one) => !one.isRequired),
  ];
  const named = sorted.map(({ argument, type, isRequired }) =>
    isRequired ? `${argument}: ${type}` : `${argument}: ${type} | Unset = UNSET`,
  );
  const repetition = repetitionOf(name);
  const keyed = repetition === 'keyed' ? ['idempotency_key: str | None = None'] : [];
  const keywords = [...named, ...keyed];
  const place = path.replace(/\{(\w+)\}/g, (_, word: string) => `{part(${argumentOf(word)})}`);
  const input = fields.map(({ field, argument }) => `"${field}": ${argument}`).join(', ');
  const sent = [
    ...(body === 'multipart' ? ['file=file', 'filename=filename'] : []),
    ...(fields.length > 0 ? [`${body === 'none' ? 'query' : 'body'}=given({${input}})`] : []),
  ];
  const call = [
    `"${method}"`,
    parts.length > 0 ? `f"${place}"` : `"${place}"`,
    `"${repetition}"`,
    ...sent,
    ...(body === 'json' && fields.length === 0 ? ['body={}'] : []),
    ...(keyed.length > 0 ? ['idempotency_key=idempotency_key'] : []),
  ];
  const signature = [...positional, ...(keywords.length > 0 ? ['*', ...keywords] : [])].join(', ');
  const output = inModule(outputType(endpoint.output, `${prefix}Answer`, types));
  const method_ = `    def ${verb}(${signature}) -> ${output}:
        """${summary}."""
        return self._transport.call(${call.join(', ')})`;
  const way = name in paged ? paged[name as keyof typeof paged] : null;
  if (!way) return [method_];
  const filters = fields.filter(({ field }) => field !== way[1]);
  return [
    method_,
    `    def ${verb === 'list' ? 'each' : `each_${verb}`}(self, *, ${filters
      .map(({ argument, type, isRequired }) =>
        isRequired ? `${argument}: ${type}` : `${argument}: ${type} | Unset = UNSET`,
      )
      .join(', ')}) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("${path}", "${way[0]}", "${way[1]}", given({${filters
          .map(({ field, argument }) => `"${field}": ${argument}`)
          .join(', ')}}))`,
  ];
}

function outputType(schema: z.ZodType, name: string, types: string[]): string {
  const id = z.globalRegistry.get(schema)?.id;
  if (id !== undefined) return nameOf(id);
  if (schema instanceof z.ZodUnion)
    return schema.options
      .map((option, index) => outputType(option as z.ZodType, `${name}${index + 1}`, types))
      .join(' | ');
  return typeOf(z.toJSONSchema(schema), name, types);
}

/** A JSON Schema as a type of Python; an object becomes a TypedDict of this name. */
function typeOf(schema: Schema, name: string, types: string[]): string {
  const { $ref, const: constant, enum: words, anyOf, oneOf, type } = schema;
  if (typeof $ref === 'string') return nameOf($ref.split('/').at(-1) ?? '');
  if (constant !== undefined) return literal([constant]);
  if (Array.isArray(words)) return literal(words);
  const several = (anyOf ?? oneOf) as Schema[] | undefined;
  if (several) {
    const objects = several.filter((one) => one['type'] === 'object' && one['properties']);
    const options = several.map((one, index) =>
      typeOf(one, objects.length > 1 ? `${name}${index + 1}` : name, types),
    );
    return [...new Set(options)].join(' | ');
  }
  if (Array.isArray(type))
    return type.map((one) => typeOf({ ...schema, type: one as string }, name, types)).join(' | ');
  switch (type) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'null':
      return 'None';
    case 'integer':
      return 'int';
    case 'number':
      return 'float';
    case 'array':
      return `list[${typeOf((schema['items'] ?? {}) as Schema, `${name}Item`, types)}]`;
    case 'object':
      return objectOf(schema, name, types);
    default:
      return 'Any';
  }
}

function objectOf(schema: Schema, name: string, types: string[]): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const rest = schema['additionalProperties'];
  if (properties.length === 0) {
    const value = typeof rest === 'object' ? typeOf(rest as Schema, `${name}Value`, types) : 'Any';
    return `dict[str, ${value}]`;
  }
  const required = (schema['required'] ?? []) as string[];
  const fields = properties.map(([field, property]) => {
    const type = typeOf(property, `${name}${pascal(field)}`, types);
    return `    "${field}": "${(required.includes(field) ? type : `NotRequired[${type}]`).replaceAll('"', "'")}",`;
  });
  types.push(`${name} = TypedDict("${name}", {\n${fields.join('\n')}\n})`);
  return name;
}

const literal = (words: readonly unknown[]): string =>
  `Literal[${words.map((word) => (typeof word === 'boolean' ? (word ? 'True' : 'False') : JSON.stringify(word))).join(', ')}]`;

const builtin = new Set([
  'str',
  'bool',
  'None',
  'int',
  'float',
  'list',
  'dict',
  'Any',
  'Literal',
  'Unset',
]);

/** Names of types.py from elsewhere, outside of texts in quotes. */
const inModule = (type: string): string =>
  type.replace(/"[^"]*"|\b[A-Za-z]\w*\b/g, (word) =>
    word.startsWith('"') || builtin.has(word)
      ? word
      : word === 'True' || word === 'False'
        ? word
        : `types.${word}`,
  );

const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const pascal = (name: string): string =>
  name.replace(/(^|[_\W]+)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

const reserved = new Set(['from', 'in', 'is', 'global', 'class', 'import', 'pass', 'self']);
function argumentOf(field: string): string {
  const name = snake(field).replace(/^_+/, '');
  return reserved.has(name) ? `${name}_` : name;
}
