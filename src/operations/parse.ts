import { z } from 'zod';
import { problem, type Problem } from '../domain/errors/index.ts';
import { isHolder } from '../domain/is-object.ts';

type Path = readonly PropertyKey[];

/** Problems that are named: with more of them, the rest is alike. */
export const maxProblems = 100;

/** Characters of a key that are said again; an answer must not grow with what was sent. */
const keyLength = 100;

/** `platforms[0].title` from zod's path. */
export const fieldName = (path: Path): string =>
  path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    const key = String(part);
    const shown = key.length > keyLength ? `${key.slice(0, keyLength).toWellFormed()}…` : key;
    return name ? `${name}.${shown}` : shown;
  }, '');

/** The issues of a schema as problems of the catalogue; of more than {@link maxProblems} the last says how many more. */
export function problemsOf(error: z.ZodError, raw: unknown, schema: z.ZodType): Problem[] {
  const found = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => () => unknownKey(fieldName([...issue.path, key]), schema))
      : [() => invalidValue(issue, raw)],
  );
  const named = found.slice(0, maxProblems).map((name) => name());
  return found.length > maxProblems ? [...named, moreProblems(found.length - maxProblems)] : named;
}

const unknownKey = (field: string, schema: z.ZodType): Problem =>
  problem('UNKNOWN_PARAMETER', { field, values: { field, known: namesOf(schema) } });

function invalidValue(issue: z.core.$ZodIssue, raw: unknown): Problem {
  const field = fieldName(issue.path);
  const shown = field || 'The body';
  return valueAt(raw, issue.path) === undefined
    ? problem('MISSING_REQUIRED_FIELD', { field, values: { field: shown } })
    : problem('INVALID_FIELD_VALUE', { field, values: { field: shown, reason: reasonOf(issue) } });
}

const moreProblems = (count: number): Problem =>
  problem('INVALID_FIELD_VALUE', {
    field: '',
    values: {
      field: 'The body',
      reason: `it has ${amount(count, 'problem')} more; the first ${maxProblems} are named.`,
    },
  });

const kinds: Record<string, string> = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object in braces',
  record: 'an object in braces',
};

/** What the field takes, in words for people. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `it takes ${kinds[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_value')
    return `it takes one of ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'too_small')
    return `it takes at least ${amount(issue.minimum, issue.origin)}.`;
  if (issue.code === 'too_big') return `it takes at most ${amount(issue.maximum, issue.origin)}.`;
  if (issue.code === 'invalid_union') return 'it has none of the forms this field takes.';
  return `${issue.message}.`;
}

/** What the size of a value is counted in: `20 entries`, or the bare number. */
function amount(count: number | bigint, origin: string): string {
  const one = counted[origin];
  if (!one) return String(count);
  return `${count} ${Number(count) === 1 ? one.one : one.many}`;
}

const counted: Record<string, { one: string; many: string }> = {
  array: { one: 'entry', many: 'entries' },
  string: { one: 'character', many: 'characters' },
  problem: { one: 'problem', many: 'problems' },
};

const namesOf = (schema: z.ZodType): string =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape).join(', ') : 'see its documentation';

/** `value` is null when nothing can be made of the input; `problems` then says why. */
export type Parse = <Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
) => { value: z.output<Schema> | null; problems: Problem[] };

export const parseStrictly: Parse = (schema, raw) => {
  const parsed = schema.safeParse(raw);
  return parsed.success
    ? { value: parsed.data, problems: [] }
    : { value: null, problems: problemsOf(parsed.error, raw, schema) };
};

/**
 * Parses as much as can be: a part that does not fit is named and left out, so that the rest is still checked
 * and every problem is known at once. `value` is null when not even the whole is of the right kind.
 */
export const parseLeniently: Parse = (schema, raw) => {
  const problems: Problem[] = [];
  const named = new Set<string>();
  let candidate = raw;
  // Each round removes invalid parts; removing one can expose another.
  for (let round = 0; round < 10; round++) {
    const parsed = schema.safeParse(candidate);
    if (parsed.success) return { value: parsed.data, problems };
    const found = problemsOf(parsed.error, candidate, schema);
    problems.push(...found.filter(({ field = '' }) => !named.has(field)));
    if (parsed.error.issues.some((issue) => issue.path.length === 0)) break;
    if (parsed.error.issues.length > maxProblems) break;
    // The placeholder for a list entry is invalid too: remove the whole list.
    const paths = parsed.error.issues.map(({ path }) =>
      named.has(fieldName(path)) ? path.slice(0, -1) : path,
    );
    for (const { field = '' } of found) named.add(field);
    candidate = without(candidate, paths);
  }
  return { value: null, problems };
};

function without(raw: unknown, paths: readonly Path[]): unknown {
  const copy: unknown = structuredClone(raw);
  for (const path of paths) {
    const parent = valueAt(copy, path.slice(0, -1));
    const key = path.at(-1);
    // An array keeps its length, so that the other entries keep their place in the field names.
    if (Array.isArray(parent) && typeof key === 'number') parent[key] = {};
    else if (isHolder(parent) && typeof key === 'string') delete parent[key];
  }
  return copy;
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => (isHolder(at) ? at[String(key)] : undefined), value);
