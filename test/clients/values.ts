import type { Kind } from './flow.ts';

/** What earlier answers and the test itself gave, by name. */
export type Values = Record<string, unknown>;

/** Puts values in the places of their names. */
export function fill(text: string, values: Values): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value !== 'string') throw new Error(`No answer gave '${name}'.`);
    return value;
  });
}

/** The same for every string within. */
export function fillDeep(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return fill(value, values);
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, fillDeep(part, values)]),
  );
}

/** Every value a path leads to: `items[].media.images.600x.url`. */
export function valuesAt(value: unknown, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>(
    (found, step) => {
      const name = step.replace('[]', '');
      const inside = found.flatMap((part) =>
        typeof part === 'object' && part !== null && name in part
          ? [(part as Values)[name]]
          : [undefined],
      );
      return step.endsWith('[]') ? inside.flatMap((list) => list as unknown[]) : inside;
    },
    [value],
  );
}

export function isKind(value: unknown, kind: Kind): boolean {
  if (kind === 'string or null') return value === null || typeof value === 'string';
  if (kind === 'object') return typeof value === 'object' && value !== null;
  return typeof value === kind;
}
