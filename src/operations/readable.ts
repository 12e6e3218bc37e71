import { refusal } from '../domain/errors/index.ts';

/** Levels of nested JSON. No post has more, and walking it must not exhaust the stack. */
const maxDepth = 100;

/**
 * What a caller sent without invisible characters that PostgreSQL cannot store (NUL). Anything but plain
 * objects, lists and texts, a stream of an upload for example, comes back as it is.
 * @throws LinchpinError INVALID_FIELD_VALUE for JSON that is nested without measure
 */
export function readable(raw: unknown, depth = 0): unknown {
  if (typeof raw === 'string') return raw.includes('\0') ? raw.replaceAll('\0', '') : raw;
  if (typeof raw !== 'object' || raw === null) return raw;
  if (depth > maxDepth) {
    const reason = `it has more than ${maxDepth} levels inside each other.`;
    throw refusal('INVALID_FIELD_VALUE', { field: '', values: { field: 'The body', reason } });
  }
  if (Array.isArray(raw)) return raw.map((item) => readable(item, depth + 1));
  if (Object.getPrototypeOf(raw) !== Object.prototype) return raw;
  const entries = Object.entries(raw).map(([name, value]) => [
    name.replaceAll('\0', ''),
    readable(value, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
