import type { Pin } from '../pinterest/index.ts';
import type { PinRow } from '../store/index.ts';

/** Pinterest's clock and ours may differ by this much. */
const clockSkewMs = 120_000;

/**
 * The Pin among `found` that a lost create request made, or null. Everything sent must be there unchanged, and
 * it must be no older than the request. `taken` are Pins that belong to another publication.
 */
export function findLostPin(
  pin: Pick<
    PinRow,
    'boardId' | 'sectionId' | 'title' | 'description' | 'link' | 'altText' | 'sentAt'
  >,
  found: readonly Pin[],
  taken: ReadonlySet<string>,
): Pin | null {
  const notBefore = (pin.sentAt?.getTime() ?? 0) - clockSkewMs;
  return (
    found.find(
      (candidate) =>
        !taken.has(candidate.id) &&
        createdAt(candidate) >= notBefore &&
        same(candidate.board_id, pin.boardId) &&
        (pin.sectionId === null || same(candidate.board_section_id, pin.sectionId)) &&
        same(candidate.title, pin.title) &&
        same(candidate.description, pin.description) &&
        same(candidate.link, pin.link) &&
        same(candidate.alt_text, pin.altText),
    ) ?? null
  );
}

/** Milliseconds; a timestamp without a zone is UTC (facts §3.1), one that is missing could be now. */
export function createdAt(pin: Pin): number {
  if (!pin.created_at) return Infinity;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(pin.created_at);
  const ms = Date.parse(zoned ? pin.created_at : `${pin.created_at}Z`);
  return Number.isNaN(ms) ? Infinity : ms;
}

const same = (theirs: string | null | undefined, ours: string | null): boolean =>
  (theirs ?? '').trim() === (ours ?? '').trim();
