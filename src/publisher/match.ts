import type { SentPin } from '../domain/pins/pin.ts';
import type { Pin } from '../pinterest/index.ts';
import { isWithin, type Window } from './pinterest-clock.ts';

/** What a lost create request was about to make. */
export type LostPin = Omit<SentPin, 'mediaIds' | 'offsetMs' | 'endedMs'> & {
  /** When it was made, if it was, by Pinterest's clock. */
  window: Window;
  /** Width over height of what it shows; null where it is not known. */
  shape: number | null;
};

/** A restored Pin may have been moved to another board since the backup. */
const maybeMoved = ({ restored }: LostPin): boolean => restored !== undefined;

/** A list of Pins as Pinterest gave it, newest first, and what is known of them. */
export interface Look {
  pins: readonly Pin[];
  /** Belongs to another publication. */
  isTaken: (pin: Pin) => boolean;
  /** Stands behind a Pin of ours that was there before the request was sent. */
  isBehind: (pin: Pin) => boolean;
  /** Was there before the request was sent. */
  isFromBefore: (pin: Pin) => boolean;
}

/** A Pin on Pinterest that might be the lost one, for a person to judge. */
export interface Candidate {
  pinterestPinId: string;
  title: string | null;
  createdAt: string | null;
  /** What it has in common with the lost Pin. */
  same: string[];
}

/**
 * The Pin that a lost create request made, or null. All words must be there unchanged, it must have been made in the
 * time of the request, and not show another shape of picture. Of several, one of the right colour wins before others,
 * then the oldest: equal Pins differ in nothing a person can see, so any of them is right as long as each is
 * taken once.
 */
export function findLostPin(
  lost: LostPin,
  look: Look,
  others: readonly SentPin[] = [],
): Pin | null {
  const equal = look.pins.filter(
    (pin) =>
      isPossible(lost, pin, look) &&
      isWithin(lost.window, createdAt(pin)) &&
      !look.isBehind(pin) &&
      isEqual(lost, pin) &&
      // A match on the board of another unresolved Pin of ours belongs to that Pin.
      (isOnBoard(lost, pin) ||
        !others.some((other) => isOnBoard(other, pin) && hasWords(other, pin))),
  );
  const here = equal.filter((pin) => isOnBoard(lost, pin));
  const best = here.length > 0 ? here : equal;
  return best.findLast((pin) => sameColor(lost, pin)) ?? best.at(-1) ?? null;
}

/** Milliseconds: an edited Pin is shown to the person, so its time may be less exact. */
export const editedSlackMs = 120_000;

/**
 * Possible matches, for a person to judge: a Pin with identical text but outside the window (a clock may have been
 * moved); or an edited Pin of which at least two of title, description, link and image shape agree. Fields empty in
 * both do not count. A Pin that matches another lost Pin (`others`) is excluded.
 */
export function findCandidates(
  lost: LostPin,
  look: Look,
  others: readonly SentPin[] = [],
): Candidate[] {
  return look.pins.flatMap((pin) => {
    if (!isPossible(lost, pin, look) || look.isFromBefore(pin)) return [];
    if (others.some((other) => isOnBoard(other, pin) && hasWords(other, pin))) return [];
    const agreeing = likenesses(lost, pin);
    const isEdited =
      lost.kind !== 'save' &&
      agreeing.length >= 2 &&
      isWithin(lost.window, createdAt(pin), editedSlackMs);
    if (!isEdited && !isEqual(lost, pin)) return [];
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

const isPossible = (lost: LostPin, pin: Pin, look: Look): boolean =>
  !look.isTaken(pin) &&
  (maybeMoved(lost) || isOnBoard(lost, pin)) &&
  // A saved copy has the same text as its original, so a parent that is not ours excludes a Pin.
  (!pin.parent_pin_id || pin.parent_pin_id === lost.parentPinId);

const isOnBoard = (lost: Pick<SentPin, 'boardId'>, pin: Pin): boolean =>
  pin.board_id === undefined || same(pin.board_id, lost.boardId);

/** Whether the two differ in nothing a person can see, except for their creation times. */
const isEqual = (lost: LostPin, pin: Pin): boolean =>
  (lost.sectionId === null || maybeMoved(lost) || same(pin.board_section_id, lost.sectionId)) &&
  hasWords(lost, pin) &&
  (lost.kind === 'save' || sameShape(lost, pin) !== false);

/** The words of a saved Pin are those of its origin. */
const hasWords = (sent: Words, pin: Pin): boolean =>
  sent.kind === 'save'
    ? same(pin.parent_pin_id, sent.parentPinId)
    : sameWords(sent, pin).length === words.length;

/** Milliseconds; a timestamp without a zone is UTC (seen in live answers), one that is missing could be now. */
export function createdAt(pin: Pin): number {
  if (!pin.created_at) return Infinity;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(pin.created_at);
  const ms = Date.parse(zoned ? pin.created_at : `${pin.created_at}Z`);
  return Number.isNaN(ms) ? Infinity : ms;
}

const words = ['title', 'description', 'link', 'altText'] as const;

type Words = Pick<SentPin, (typeof words)[number] | 'kind' | 'parentPinId'>;

const sameWords = (sent: Words, pin: Pin) => {
  const theirs = {
    title: pin.title,
    description: pin.description,
    link: pin.link,
    altText: pin.alt_text,
  };
  return words.filter((word) => same(theirs[word], sent[word]));
};

function likenesses(lost: LostPin, pin: Pin): string[] {
  if (lost.kind === 'save') return ['what it saves'];
  const agreeing: string[] = sameWords(lost, pin).filter((word) => lost[word]);
  return sameShape(lost, pin) ? [...agreeing, 'picture size'] : agreeing;
}

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
