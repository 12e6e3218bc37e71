import { foldName } from './name.ts';

/** Those of `items` that `wanted` names: the one with this id, else all whose folded name it is. */
export function findNamed<Item extends { id: string; name: string }>(
  items: readonly Item[],
  wanted: string,
): Item[] {
  const byId = items.find(({ id }) => id === wanted.trim());
  if (byId) return [byId];
  const name = foldName(wanted);
  return items.filter((item) => foldName(item.name) === name);
}
