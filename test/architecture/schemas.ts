import { z } from 'zod';
import type { Endpoint } from '../../src/contract/index.ts';

/** A JSON Schema. */
export type Schema = Record<string, unknown>;

/** Names that mean something else in a language, or that clients know by another one. */
const renamed: Record<string, string> = { Error: 'ErrorBody', Problem: 'ProblemBody' };
export const nameOf = (id: string): string => renamed[id] ?? id;

/** The schemas that have a name, as answers have them. */
export function namedSchemas(): [id: string, schema: Schema][] {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    uri: (id) => `#/components/schemas/${id}`,
    io: 'output',
  });
  return Object.entries(schemas as Record<string, Schema>);
}

/** Files, and what is sent to a signed address, have no call in the clients. */
export const isCalledBySdk = ({ body, file }: Endpoint): boolean => body !== 'bytes' && !file;

/** What a call takes beside the parts of its path. */
export function inputSchemaOf({ path, input, body }: Endpoint): {
  properties: Record<string, Schema>;
  required: string[];
} {
  const taken = body === 'multipart' ? textsOf(input) : input;
  const schema = z.toJSONSchema(taken, { io: 'input' }) as Schema;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const flags = ['none', 'multipart'].includes(body) ? flagsOf(taken) : [];
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)
    .filter(([name]) => !inPath.includes(name))
    .map(([name, property]): [string, Schema] => [
      name,
      flags.includes(name)
        ? {
            ...property,
            type: undefined,
            anyOf: [{ type: 'boolean' }, { enum: ['true', 'false'] }],
          }
        : property,
    ]);
  return {
    properties: Object.fromEntries(properties),
    required: (schema['required'] ?? []) as string[],
  };
}

/** The texts of a form: its fields without the file and what is said of it. */
function textsOf(input: z.ZodType): z.ZodType {
  if (!(input instanceof z.ZodObject)) return input;
  const { file: _, filename: __, contentType: ___, ...texts } = input.shape as z.ZodRawShape;
  return z.object(texts);
}

/** Parameters that are text in an address and true or false in a program. */
function flagsOf(input: z.ZodType): string[] {
  const schema = z.toJSONSchema(input, { io: 'output', unrepresentable: 'any' }) as Schema;
  return Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).flatMap(
    ([name, { type }]) => (type === 'boolean' ? name : []),
  );
}
