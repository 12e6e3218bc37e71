import { problem, refusal, type Problem } from '../domain/errors/index.ts';
import { fieldName } from './parse.ts';

/** Levels of nested JSON. No post has more, and walking it must not exhaust the stack. */
const maxDepth = 100;

/** Problems that are named: with more of them, the rest is alike. */
const maxProblems = 100;

/** Lone surrogates: not valid Unicode; would be published as U+FFFD. */
const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * What a caller sent without what no text may hold: NUL, which is invisible and which PostgreSQL cannot store, and
 * halves of characters, which are a problem that is named. Anything but plain objects, lists and texts, a stream of an
 * upload for example, comes back as it is.
 * @throws LinchpinError INVALID_FIELD_VALUE for JSON that is nested without measure
 */
export function readable(raw: unknown): { value: unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  const clean = (text: string, path: readonly PropertyKey[]): string => {
    const whole = text.replaceAll('\0', '');
    if (whole.isWellFormed()) return whole;
    const field = fieldName(path);
    if (problems.length < maxProblems)
      problems.push(problem('TEXT_BROKEN', { field, values: { field: field || 'The text' } }));
    return whole.replace(half, '');
  };
  const walk = (item: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof item === 'string') return clean(item, path);
    if (typeof item !== 'object' || item === null) return item;
    if (path.length > maxDepth) {
      const reason = `it has more than ${maxDepth} levels inside each other.`;
      throw refusal('INVALID_FIELD_VALUE', { field: '', values: { field: 'The body', reason } });
    }
    if (Array.isArray(item)) return item.map((entry, index) => walk(entry, [...path, index]));
    if (Object.getPrototypeOf(item) !== Object.prototype) return item;
    const entries = Object.entries(item).map(([name, value]) => {
      const key = clean(name, path);
      return [key, walk(value, [...path, key])];
    });
    return Object.fromEntries(entries);
  };
  return { value: walk(raw, []), problems };
}
