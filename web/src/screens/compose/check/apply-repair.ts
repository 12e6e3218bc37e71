import type { ProblemBody, ValidatedPost } from '../../../api/client.ts';
import { allItems } from '../media/items.ts';
import { fieldAt } from '../problems.ts';
import type { ComposeValues } from '../values.ts';

type Repaired = NonNullable<ValidatedPost['repaired']>;

/**
 * What the repair changed about one problem, as values of the form. The server mends everything it
 * can at once; the rest is left as it was typed. Null when it changed nothing here.
 */
export function applyRepair(
  values: ComposeValues,
  repaired: Repaired,
  problem: ProblemBody,
): Partial<ComposeValues> | null {
  const change =
    repaired.changes.findLast(({ field }) => field === problem.field) ??
    repaired.changes.findLast(({ code }) => code === problem.code);
  if (!change) return null;
  const items = allItems(values);
  if (problem.code === 'PIN_MIXED_ASPECT') {
    if (repaired.media.length !== items.length) return { fit: 'crop' };
    const fitted = items.map((item, index) => ({
      ...item,
      media: repaired.media[index] ?? item.media,
    }));
    return { media: fitted, mediaUrl: '', fit: '' };
  }
  if (Array.isArray(change.after))
    return { media: items.slice(0, change.after.length), mediaUrl: '' };
  const after = typeof change.after === 'string' ? change.after : '';
  const [field, at, word] = fieldAt(change.field, values.media.length)?.split('.') ?? [];
  if (word)
    return {
      media: values.media.map((item, index) =>
        String(index) === at ? { ...item, [word]: after } : item,
      ),
    };
  return texts.some((name) => name === field) ? { [field ?? '']: after } : null;
}

const texts: (keyof ComposeValues)[] = ['title', 'description', 'link', 'altText', 'boardId'];
