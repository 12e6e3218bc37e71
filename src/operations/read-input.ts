import type { z } from 'zod';
import type { Endpoint } from '../contract/index.ts';
import { throwIfBlocked, type Problem } from '../domain/errors/index.ts';
import { withoutEmptyValues } from './empty-values.ts';
import { parseStrictly, type Parse } from './parse.ts';
import { readable } from './readable.ts';

/** What is read: an endpoint's input, as its operation wants it. */
interface Reader<Schema extends z.ZodType> {
  name: string;
  endpoint: Pick<Endpoint, 'readAliases' | 'takesMany'> & { input: Schema };
  parse?: Parse;
}

/**
 * Reads what a caller sent as the input of an operation.
 * @returns the input, and what was wrong with parts of it where the operation goes on without them.
 * @throws LinchpinError with every problem at once
 */
export function readInput<Schema extends z.ZodType>(
  { name, endpoint, parse }: Reader<Schema>,
  raw: unknown,
): { input: z.output<Schema>; problems: Problem[] } {
  const { input: schema, readAliases, takesMany = false } = endpoint;
  const { value: plain, problems: broken } = readable(raw, takesMany);
  const whole = withoutEmptyValues(schema, readAliases?.(plain) ?? plain);
  const parsed = (parse ?? parseStrictly)(schema, whole);
  const problems = [...broken, ...parsed.problems];
  if (!parse) throwIfBlocked(problems);
  if (parsed.value !== null) return { input: parsed.value, problems };
  throwIfBlocked(problems);
  throw new Error(`${name}: input was refused without a reason.`);
}
