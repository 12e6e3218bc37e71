import { problem, refusal, type Problem } from '../domain/errors/index.ts';
import { fieldName, maxProblems } from './parse.ts';

/** Levels of nested JSON. No post has more, and walking it must not exhaust the stack. */
const maxDepth = 100;

/** Entries of one list or object; what a list takes in particular its schema says. */
const maxEntries = 1000;

/** Values in one request: with more, checking them would hold up everything else in the process. */
const maxValues = 20_000;
/** The same for a list of inputs. */
const maxValuesOfMany = 200_000;

/** Lone surrogates: not valid Unicode; would be published as U+FFFD. */
const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * What a caller sent without what no text may hold: NUL, which is invisible and which PostgreSQL cannot store, and
 * halves of characters, which are a problem that is named. Anything but plain objects, lists and texts, a stream of an
 * upload for example, comes back as it is.
 * @throws LinchpinError INVALID_FIELD_VALUE for JSON with too many levels or values, or too long a list
 */
export function readable(raw: unknown, takesMany = false): { value: unknown; problems: Problem[] } {
  const mostValues = takesMany ? maxValuesOfMany : maxValues;
  const problems: Problem[] = [];
  const clean = (text: string, path: readonly PropertyKey[]): string => {
    const whole = text.replaceAll('\0', '');
    if (whole.isWellFormed()) return whole;
    const field = fieldName(path);
    if (problems.length < maxProblems)
      problems.push(problem('TEXT_BROKEN', { field, values: { field: field || 'The text' } }));
    return whole.replace(half, '');
  };
  let values = 0;
  const path: PropertyKey[] = [];
  const within = (key: PropertyKey, value: unknown): unknown => {
    path.push(key);
    const cleaned = walk(value);
    path.pop();
    return cleaned;
  };
  const walk = (item: unknown): unknown => {
    values += 1;
    if (values > mostValues) throw tooMuch('', `it holds more than ${mostValues} values.`);
    if (typeof item === 'string') return clean(item, path);
    if (typeof item !== 'object' || item === null) return item;
    if (path.length > maxDepth)
      throw tooMuch('', `it has more than ${maxDepth} levels inside each other.`);
    if (Array.isArray(item)) {
      limitEntries(item, path);
      return item.map((entry, index) => within(index, entry));
    }
    if (Object.getPrototypeOf(item) !== Object.prototype) return item;
    const entries = Object.entries(item);
    limitEntries(entries, path);
    const cleaned = entries.map(([name, value]) => {
      const key = clean(name, path);
      return [key, within(key, value)];
    });
    return Object.fromEntries(cleaned);
  };
  return { value: walk(raw), problems };
}

const tooMuch = (field: string, reason: string) =>
  refusal('INVALID_FIELD_VALUE', { field, values: { field: field || 'The body', reason } });

function limitEntries({ length }: readonly unknown[], path: readonly PropertyKey[]): void {
  if (length > maxEntries)
    throw tooMuch(fieldName(path), `it takes at most ${maxEntries} entries.`);
}
