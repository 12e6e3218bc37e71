import type * as z from 'zod';
import { errors } from './errors.ts';

/**
 * Parses `input`, or throws Pinterest's 400 code 1.
 * Pinterest's messages read like those of the Python jsonschema package, so ours do too.
 */
export function parse<T extends z.ZodType>(
  schema: T,
  input: unknown,
  place: 'query' | 'other' = 'other',
): z.output<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const detail = issue && place === 'query' ? describeParameter(issue) : null;
  if (detail) throw errors.invalidParameter(detail);
  throw errors.invalidRequest(issue === undefined ? 'unknown' : describe(issue));
}

/** What is wrong with a parameter of the query, in the two forms that were recorded; null: no recording. */
function describeParameter(issue: z.core.$ZodIssue): string | null {
  const name = String(issue.path[0] ?? '');
  if (issue.code !== 'custom' && issue.input === undefined) return `'${name}' is required.`;
  return issue.code === 'invalid_value'
    ? `'${name}' (value ${cut(String(issue.input))}) is not one of ${issue.values.map(String).join(', ')}.`
    : null;
}

function describe(issue: z.core.$ZodIssue): string {
  const name = String(issue.path.at(-1) ?? '');
  const value = repr(issue.input);
  if (issue.code !== 'custom' && issue.input === undefined && name !== '') {
    return `'${name}' is a required property`;
  }
  switch (issue.code) {
    case 'invalid_type':
      return `${value} is not of type '${jsonType(issue.expected)}'`;
    case 'invalid_format':
      return `${value} does not match ${repr(patternSource(issue.pattern ?? issue.format))}`;
    case 'invalid_value':
      return `${value} is not one of [${issue.values.map(repr).join(', ')}]`;
    case 'too_big':
      if (issue.origin === 'string') return `${value} is too long`;
      if (issue.origin === 'array')
        return `${value} is too long (constraint: maxItems=${issue.maximum})`;
      return `${value} is greater than the maximum of ${issue.maximum}`;
    case 'too_small':
      if (issue.origin === 'string') return `${value} is too short`;
      if (issue.origin === 'array')
        return `${value} is too short (constraint: minItems=${issue.minimum})`;
      return `${value} is less than the minimum of ${issue.minimum}`;
    case 'invalid_union':
      return notInUnion(issue, value);
    default:
      return issue.message;
  }
}

function notInUnion(issue: z.core.$ZodIssueInvalidUnion, value: string): string {
  // zod's types leave out what a failed discriminated union also carries.
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : undefined;
  if (options === undefined) return `${value} is not valid under any of the given schemas`;
  const field = issue.discriminator ?? '';
  const given = fieldOf(issue.input, field);
  if (given === undefined) return `'${field}' is a required property`;
  return `${repr(given)} is not one of [${options.map(repr).join(', ')}]`;
}

function fieldOf(input: unknown, field: string | undefined): unknown {
  if (typeof input !== 'object' || input === null || field === undefined) return input;
  return (input as Record<string, unknown>)[field];
}

const MAX_SHOWN = 200;

/** A value as Python prints it. */
function repr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${cut(value).replaceAll('\\', '\\\\')}'`;
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}

function jsonType(expected: string): string {
  return expected === 'int' ? 'integer' : expected;
}

/** zod gives `/^\d+$/`; Pinterest prints the bare expression. */
function patternSource(pattern: string): string {
  return pattern.replace(/^\/(.*)\/[a-z]*$/, '$1');
}
