import { z } from 'zod';

/**
 * Removes null and "" from optional fields: clients send them for absent ones. Where the schema allows null, "" becomes
 * null (an update that clears a field).
 */
export function withoutEmptyValues(schema: z.ZodType, raw: unknown): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray && Array.isArray(raw))
    return raw.map((item) => withoutEmptyValues(inner.element as z.ZodType, item)); // zod types it as its core.
  if (!(inner instanceof z.ZodObject) || !isPlainObject(raw)) return raw;
  const shape: Record<string, z.ZodType | undefined> = inner.shape;
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (!field) return [[name, value]];
      if (value !== null && value !== '') return [[name, withoutEmptyValues(field, value)]];
      if (takes(field, null)) return [[name, null]];
      return takes(field, undefined) ? [] : [[name, value]];
    }),
  );
}

const takes = (schema: z.ZodType, value: null | undefined): boolean =>
  schema.safeParse(value).success;

/** The schema without what says only that it may be absent, null or transformed. */
function unwrap(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  )
    return unwrap(schema.unwrap() as z.ZodType); // zod types it as its core.
  return schema instanceof z.ZodPipe ? unwrap(schema.in as z.ZodType) : schema; // The same.
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
