import { postbreezeShape } from '../contract/index.ts';
import { LinchpinError, type Problem } from '../domain/errors/index.ts';
import { translateProblem } from '../door/index.ts';

type Shape = NonNullable<ReturnType<typeof postbreezeShape>>;

/** The shape of the post that a request hands in, where it is one of Postbreeze's; null: it is not. */
export const shapeOf = (request: { method: string; url: string; body?: unknown }): Shape | null =>
  request.method === 'POST' && /^\/api\/v1\/posts\/?(\?|$)/.test(request.url)
    ? postbreezeShape(request.body)
    : null;

/** A refusal whose fields have the names that the sender used. */
export function inPostbreezeWords(refused: LinchpinError, shape: Shape): LinchpinError {
  const inWords = (found: Problem): Problem =>
    translateProblem(found, { field: (field) => nameOf(field, shape), texts: {} });
  const [first, ...others] = refused.problems;
  const { retryAfterMs, mayHaveHappened } = refused;
  return new LinchpinError([inWords(first), ...others.map(inWords)], {
    retryAfterMs,
    mayHaveHappened,
  });
}

const nested: Readonly<Record<string, string>> = {
  content: 'caption',
  platforms: 'targets',
  scheduledFor: 'scheduledAt',
};
const ofTarget: Readonly<Record<string, string>> = {
  customContent: 'captionOverride',
  platformSpecificData: 'platformOptions',
  'platformSpecificData.boardId': 'platformOptions.board',
};

function nameOf(field: string, shape: Shape): string {
  const [, list, rest = ''] = /^(platforms\[\d+\])\.(.+)$/.exec(field) ?? [];
  if (list === undefined) return shape === 'nested' ? (nested[field] ?? field) : field;
  const isNested = shape === 'nested';
  const target = isNested ? list.replace('platforms', 'targets') : list;
  if (isNested && rest === 'accountId') return `${target}.socialAccountId`;
  const own = ofTarget[rest] ?? rest.replace(/^platformSpecificData\./, 'platformOptions.');
  return `${target}.${own}`;
}
