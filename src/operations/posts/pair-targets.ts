/** Where a Pin goes: one is the same as another when both agree. */
export interface BoardTarget {
  accountId: string;
  boardId: string;
}

export interface Pairing<Pin> {
  /** Which Pin each target changes; null: it needs a new one. Targets that are out already have no pair. */
  pairs: { index: number; pin: Pin | null }[];
  /** Pins that no target wants any more. */
  removed: Pin[];
}

/**
 * Decides which Pin each of the new targets of a post becomes: the one for the same board, else any that is left
 * over, so that a Pin keeps its id and its history when only its board changes. What is published stays as it is.
 */
export function pairTargets<Pin extends BoardTarget>(
  targets: readonly BoardTarget[],
  open: readonly Pin[],
  published: readonly BoardTarget[],
): Pairing<Pin> {
  const left = [...open];
  const out = [...published];
  const pairs: { index: number; pin: Pin | null; settled: boolean }[] = [];
  for (const [index, target] of targets.entries()) {
    if (take(out, target)) continue;
    const pin = take(left, target);
    pairs.push({ index, pin, settled: pin !== null });
  }
  return {
    pairs: pairs.map(({ index, pin, settled }) => ({
      index,
      pin: settled ? pin : (left.shift() ?? null),
    })),
    removed: left,
  };
}

function take<Item extends BoardTarget>(items: Item[], place: BoardTarget): Item | null {
  const at = items.findIndex(
    (item) => item.accountId === place.accountId && item.boardId === place.boardId,
  );
  return at < 0 ? null : (items.splice(at, 1)[0] ?? null);
}
