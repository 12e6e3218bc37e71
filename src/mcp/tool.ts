import { z } from 'zod';
import { api, type Endpoint, type EndpointName } from '../contract/index.ts';
import type { Caller } from '../door/index.ts';
import type { Scope } from '../domain/scopes.ts';
import { registry, type AnyOperation } from '../operations/index.ts';

/** What a model may do here, over calls of the API. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  /** The call that does its work: it says which right that needs, and what it changes. */
  call: EndpointName;
  /** Rights it needs besides that of the call. */
  alsoNeeds?: readonly Scope[];
  /** Whether it does what cannot be taken back, where the call does so only for some inputs. */
  destructive?: true;
  /** Names and limits alone, as small as a model can work with. */
  input: z.ZodObject;
  output: z.ZodObject;
  run(caller: Caller, input: never): Promise<object>;
}

/** Ties what a tool does to its schemas. */
export const tool = <Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: Omit<Tool, 'input' | 'output' | 'run'> & {
    input: Input;
    output: Output;
    run(caller: Caller, input: z.output<Input>): Promise<z.input<Output>>;
  },
): Tool => definition;

/** The rights a caller needs in some workspace to be offered the tool. */
export function rightsOf({ call, alsoNeeds = [] }: Tool): Scope[] {
  const { scope }: AnyOperation = registry[call];
  return [...(scope === null ? [] : [scope]), ...alsoNeeds];
}

/** A tool as clients see it. */
export const describeTool = (one: Tool) => ({
  name: one.name,
  title: one.title,
  description: one.description,
  inputSchema: briefInput(one.input),
  outputSchema: briefOutput(one.output),
  annotations: annotationsOf(one),
});

function annotationsOf({ call, destructive }: Tool) {
  const endpoint: Endpoint = api[call];
  if (endpoint.effect === 'read') return { readOnlyHint: true };
  return { readOnlyHint: false, destructiveHint: destructive ?? endpoint.destructive ?? false };
}

interface ObjectSchema {
  type: 'object';
  [word: string]: unknown;
}

/** What a model can do without: limits are named where they are exceeded. */
const noise = new Set([
  '$schema',
  'additionalProperties',
  'default',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minimum',
]);

/** The input is read at the beginning of every conversation, so it says no more than is needed to fill it in. */
const briefInput = (schema: z.ZodObject): ObjectSchema => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return {
    type: 'object',
    properties: mapped(properties, (property) => without(property as object)),
    ...(required.length > 0 && { required }),
  };
};

/** Of the answer, its fields: what is in them can be seen once it is there. */
const briefOutput = (schema: z.ZodObject): ObjectSchema => ({
  type: 'object',
  properties: mapped(z.toJSONSchema(schema).properties ?? {}, (property) => {
    const { type } = property as { type?: unknown };
    return type === undefined ? {} : { type };
  }),
});

const mapped = (fields: object, change: (value: unknown) => object): object =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]));

const without = (schema: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([word]) => !noise.has(word))
      .map(([word, value]) => [word, word === 'items' ? without(value as object) : value]),
  );
