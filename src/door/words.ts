import type { ErrorCode, Problem } from '../domain/errors/index.ts';

/** How another API says what is wrong. */
export interface Words {
  /** A field of an operation by that API's name; one of that API stays as it is. */
  field(field: string): string;
  /** Texts of its own, in place of those of the catalogue. */
  texts: Partial<Record<ErrorCode, Partial<Pick<Problem, 'message' | 'fix'>>>>;
}

/** A problem with the names of fields and the texts of another API. */
export function translateProblem(found: Problem, { field: nameOf, texts }: Words): Problem {
  const own = texts[found.code] ?? {};
  const field = found.field === undefined ? undefined : nameOf(found.field);
  const renamed = (text: string): string =>
    found.field && field && found.field !== field ? text.replaceAll(found.field, field) : text;
  return {
    ...found,
    ...(field !== undefined && { field }),
    message: own.message ?? renamed(found.message),
    fix: own.fix ?? renamed(found.fix),
  };
}
