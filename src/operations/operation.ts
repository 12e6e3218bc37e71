import type { z } from 'zod';
import { throwIfBlocked, type Problem } from '../domain/errors/index.ts';
import { requireScope, type Context, type Scope } from './context.ts';
import { parseStrictly, type Parse } from './parse.ts';
import { readable } from './readable.ts';

/**
 * One thing the product can do. Doors, the OpenAPI document and the agents' tools are all made from these.
 * `run` gets parsed input; it does its work in one transaction and throws LinchpinError.
 */
export interface Operation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** `noun.verb` */
  name: string;
  summary: string;
  scope: Scope;
  /** Whether it removes or publishes something that cannot be taken back. */
  destructive: boolean;
  input: Input;
  output: Output;
  /** Reads other names for the same input, before it is parsed. */
  readAliases?: (raw: unknown) => unknown;
  /** Without it, input that does not fit is refused before `run`; with parseLeniently, `run` gets the problems. */
  parse?: Parse;
  run(
    context: Context,
    input: z.output<Input>,
    problems: readonly Problem[],
  ): Promise<z.output<Output>>;
}

/** An operation whose types are only known to itself, as the registry holds it. */
export interface AnyOperation extends Omit<Operation, 'run'> {
  run(context: Context, input: never, problems: readonly Problem[]): Promise<unknown>;
}

/** Keeps the types of input and output tied to their schemas. */
export const operation = <Input extends z.ZodType, Output extends z.ZodType>(
  definition: Operation<Input, Output>,
): Operation<Input, Output> => definition;

/**
 * Runs an operation for any door: scope, then input, then the work.
 * @throws LinchpinError with every problem of the input at once.
 */
export async function execute(
  definition: AnyOperation,
  context: Context,
  raw: unknown,
): Promise<unknown> {
  requireScope(context, definition.scope);
  const parse = definition.parse ?? parseStrictly;
  const plain = readable(raw);
  const { value, problems } = parse(definition.input, definition.readAliases?.(plain) ?? plain);
  if (value === null) {
    throwIfBlocked(problems);
    throw new Error(`${definition.name}: input was refused without a reason.`);
  }
  return definition.run(context, value as never, problems); // It fits the schema of this very operation.
}
