import type { Counted } from '../curves/metrics.ts';
import type { SandboxContext } from './context.ts';

export interface FiguresChange {
  set?: Partial<Record<Counted, number>> | undefined;
  add?: Partial<Record<Counted, number>> | undefined;
  answer?: string | null | undefined;
}

/** Sets and adds figures of a Pin or an account on one day (since 1970). What was set before and is not named stays. */
export function changeFigures(
  { store }: Pick<SandboxContext, 'store'>,
  subjectId: string,
  day: number,
  { set, add, answer }: FiguresChange,
): void {
  const known = store.figuresOf(subjectId)?.get(day);
  const added = { ...known?.add };
  for (const [metric, count] of Object.entries(add ?? {}))
    added[metric] = (added[metric] ?? 0) + count;
  store.put('figures', {
    id: `${subjectId}/${day}`,
    subjectId,
    day,
    set: { ...known?.set, ...set },
    add: added,
    answer: answer === undefined ? (known?.answer ?? null) : answer,
  });
}
