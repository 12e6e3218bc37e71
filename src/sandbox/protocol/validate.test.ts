import { expect, test } from 'vitest';
import * as z from 'zod';
import { PinterestError } from './errors.ts';
import { parse } from './validate.ts';

const schema = z.object({
  id: z.string().regex(/^\d+$/).optional(),
  name: z.string().min(1).max(5).nullish(),
  count: z.int().min(1).max(3).optional(),
  flag: z.boolean().optional(),
  list: z.array(z.string()).min(1).max(2).optional(),
  choice: z.enum(['A', 'B']).optional(),
  part: z.discriminatedUnion('kind', [z.object({ kind: z.literal('x') })]).optional(),
});

test.each([
  [{ id: 'abc' }, String.raw`'abc' does not match '^\\d+$'`],
  [{ name: 'longer' }, "'longer' is too long"],
  [{ name: '' }, "'' is too short"],
  [{ name: 7 }, "7 is not of type 'string'"],
  [{ count: 4 }, '4 is greater than the maximum of 3'],
  [{ count: 0 }, '0 is less than the minimum of 1'],
  [{ flag: null }, "None is not of type 'boolean'"],
  [{ list: [] }, '[] is too short (constraint: minItems=1)'],
  [{ list: ['a', 'b', 'c'] }, '["a","b","c"] is too long (constraint: maxItems=2)'],
  [{ choice: 'C' }, "'C' is not one of ['A', 'B']"],
  [{ part: { kind: 'y' } }, "'y' is not one of ['x']"],
  [{ part: {} }, "'kind' is a required property"],
  [[], "[] is not of type 'object'"],
])('%j is refused with Pinterest’s kind of message', (input, message) => {
  expect(() => parse(schema, input)).toThrow(
    new PinterestError(400, 1, `Invalid request: ${message}`),
  );
});

test('a huge value is not repeated in full', () => {
  const input = { id: 'x'.repeat(1_000_000) };
  expect(() => parse(schema, input)).toThrow(/^.{1,300}$/);
});
