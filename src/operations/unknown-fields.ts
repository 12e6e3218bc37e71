import { z } from 'zod';
import { TargetInput } from '../contract/index.ts';
import { problem, type Problem } from '../domain/errors/index.ts';
import { isObject } from '../domain/is-object.ts';
import { editDistance } from '../domain/text/edit-distance.ts';
import { parseLeniently, type Parse } from './parse.ts';

/**
 * A warning for each field that is not read: it may be misspelt, or ask for what Pinterest has not, and the Pin goes
 * out without what it says. What says nothing is passed by.
 * @param path of the object; '': the whole input.
 */
export function unknownFields(
  known: readonly string[],
  given: Record<string, unknown>,
  path: string,
): Problem[] {
  return Object.entries(given).flatMap(([name, value]) => {
    if (known.includes(name) || saysNothing(value)) return [];
    const near = known.find((other) => editDistance(plainName(other), plainName(name)) <= 2);
    const suggestion = near === undefined ? '' : ` Did you mean ${near}?`;
    const field = path === '' ? name : `${path}.${name}`;
    return problem('UNKNOWN_FIELD', { field, severity: 'warning', values: { field, suggestion } });
  });
}

const saysNothing = (value: unknown): boolean =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);

const plainName = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

/** Reads a post as {@link parseLeniently} does, with such a warning for its own fields and those of its targets. */
export const parsePost: Parse = (schema, raw) => {
  const { value, problems } = parseLeniently(schema, raw);
  return { value, problems: [...problems, ...unknownIn(schema, raw)] };
};

function unknownIn(schema: z.ZodType, raw: unknown): Problem[] {
  if (!(schema instanceof z.ZodObject) || !isObject(raw)) return [];
  const { platforms } = raw;
  const targets: unknown[] = Array.isArray(platforms) ? platforms : [];
  return [
    ...unknownFields(Object.keys(schema.shape), raw, ''),
    ...targets.flatMap((target, index) =>
      isObject(target)
        ? unknownFields(Object.keys(TargetInput.shape), target, `platforms[${index}]`)
        : [],
    ),
  ];
}
