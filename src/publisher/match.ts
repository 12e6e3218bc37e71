import type { Pin } from '../pinterest/index.ts';
import type { PinRow } from '../store/index.ts';

/** Pinterest's clock and ours may differ by this much. */
export const clockSkewMs = 120_000;

/** What a lost create request was about to make. */
export type LostPin = Pick<
  PinRow,
  | 'boardId'
  | 'sectionId'
  | 'title'
  | 'description'
  | 'link'
  | 'altText'
  | 'dominantColor'
  | 'kind'
  | 'parentPinId'
> & {
  /** Milliseconds since the epoch between which the request can have taken effect. */
  notBefore: number;
  notAfter: number;
  /** Width over height of what it shows; null where it is not known. */
  shape: number | null;
};

/** A Pin on the board that might be the lost one, for a person to judge. */
export interface Candidate {
  pinterestPinId: string;
  title: string | null;
  createdAt: string | null;
  /** What it has in common with the lost Pin. */
  same: string[];
}

/**
 * The Pin among `found` that a lost create request made, or null. All words must be there unchanged, it must have been
 * made in the time of the request, and not show another shape of picture. Of several (`found` is newest first), the
 * oldest wins, one of the right colour before others: equal Pins are told apart by nothing a person can see, so any of
 * them is right as long as each is taken once.
 * `taken` are Pins that belong to another publication.
 */
export function findLostPin(
  lost: LostPin,
  found: readonly Pin[],
  taken: ReadonlySet<string>,
): Pin | null {
  const equal = found.filter(
    (pin) =>
      isPossible(lost, pin, taken) &&
      (lost.sectionId === null || same(pin.board_section_id, lost.sectionId)) &&
      (lost.kind === 'save'
        ? same(pin.parent_pin_id, lost.parentPinId)
        : sameWords(lost, pin).length === words.length && sameShape(lost, pin) !== false),
  );
  return equal.findLast((pin) => sameColor(lost, pin)) ?? equal.at(-1) ?? null;
}

/**
 * Pins that are not the lost one for certain, but may be it after somebody edited them. At least two of title,
 * description, link and picture must agree; words that neither has count for nothing. One with all the words of
 * another lost Pin (`others`) is that one.
 */
export function findCandidates(
  lost: LostPin,
  found: readonly Pin[],
  taken: ReadonlySet<string>,
  others: readonly Words[] = [],
): Candidate[] {
  if (lost.kind === 'save') return [];
  return found.flatMap((pin) => {
    if (!isPossible(lost, pin, taken)) return [];
    if (others.some((other) => sameWords(other, pin).length === words.length)) return [];
    const agreeing: string[] = sameWords(lost, pin).filter((word) => lost[word]);
    if (sameShape(lost, pin)) agreeing.push('picture size');
    if (agreeing.length < 2) return [];
    return [
      {
        pinterestPinId: pin.id,
        title: pin.title ?? null,
        createdAt: pin.created_at ?? null,
        same: agreeing,
      },
    ];
  });
}

const isPossible = (lost: LostPin, pin: Pin, taken: ReadonlySet<string>): boolean => {
  const at = createdAt(pin);
  return (
    !taken.has(pin.id) &&
    at >= lost.notBefore - clockSkewMs &&
    (at <= lost.notAfter + clockSkewMs || at === Infinity) &&
    (pin.board_id === undefined || same(pin.board_id, lost.boardId)) &&
    // Copies that people save repeat all words of what they save.
    (!pin.parent_pin_id || pin.parent_pin_id === lost.parentPinId)
  );
};

/** Milliseconds; a timestamp without a zone is UTC (facts §3.1), one that is missing could be now. */
export function createdAt(pin: Pin): number {
  if (!pin.created_at) return Infinity;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(pin.created_at);
  const ms = Date.parse(zoned ? pin.created_at : `${pin.created_at}Z`);
  return Number.isNaN(ms) ? Infinity : ms;
}

const words = ['title', 'description', 'link', 'altText'] as const;

type Words = Pick<LostPin, (typeof words)[number]>;

const sameWords = (lost: Words, pin: Pin) => {
  const theirs = {
    title: pin.title,
    description: pin.description,
    link: pin.link,
    altText: pin.alt_text,
  };
  return words.filter((word) => same(theirs[word], lost[word]));
};

/** Pinterest keeps the proportions of a picture but not its size; null where either is not known. */
function sameShape(lost: LostPin, pin: Pin): boolean | null {
  const { media } = pin;
  if (lost.kind !== 'image' || lost.shape === null || media?.media_type !== 'image') return null;
  const { width, height } = media.images?.['1200x'] ?? media.images?.['600x'] ?? {};
  if (!width || !height) return null;
  return Math.abs(width / height / lost.shape - 1) < 0.02;
}

const sameColor = (lost: LostPin, pin: Pin): boolean =>
  lost.dominantColor !== null && same(pin.dominant_color?.toLowerCase(), lost.dominantColor);

const same = (theirs: string | null | undefined, ours: string | null): boolean =>
  (theirs ?? '').trim() === (ours ?? '').trim();
