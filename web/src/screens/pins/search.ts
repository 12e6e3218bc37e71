/** Filters of the Pins page, in the order shown. */
export const filters = [
  { value: 'draft', label: 'Drafts' },
  { value: 'scheduled', label: 'Scheduled' },
  { value: 'publishing', label: 'Publishing' },
  { value: 'published', label: 'Published' },
  { value: 'partial', label: 'Partial' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Cancelled' },
] as const;

export type StatusFilter = (typeof filters)[number]['value'];

/** What the address of the Pins page says: `/?status=failed&q=kitchen`. */
export interface PinsSearch {
  status?: StatusFilter;
  q?: string;
}

export const readStatus = (value: unknown): StatusFilter | undefined =>
  filters.find((filter) => filter.value === value)?.value;

/** Anything unknown in the address is dropped. The router reads `?q=123` as a number. */
export function readPinsSearch(search: Record<string, unknown>): PinsSearch {
  const status = readStatus(search.status);
  const q =
    typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim() : '';
  return { ...(status && { status }), ...(q && { q }) };
}
