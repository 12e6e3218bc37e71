import type { Board } from '../../api/client.ts';

export const orders = [
  { value: 'pinterest', label: 'As on Pinterest' },
  { value: 'name', label: 'By name' },
  { value: 'pins', label: 'Most Pins first' },
] as const;

export type Order = (typeof orders)[number]['value'];

/** Boards whose name or description holds what is searched for, in an order. An unknown number of Pins comes last. */
export function arrangeBoards(boards: readonly Board[], search: string, order: Order): Board[] {
  const wanted = search.trim().toLocaleLowerCase();
  const found = boards.filter(({ name, description }) =>
    `${name}\n${description}`.toLocaleLowerCase().includes(wanted),
  );
  if (order === 'name') return found.sort((a, b) => a.name.localeCompare(b.name));
  if (order === 'pins') return found.sort((a, b) => (b.pinCount ?? -1) - (a.pinCount ?? -1));
  return found;
}
