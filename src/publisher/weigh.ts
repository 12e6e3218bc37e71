import type { Pin } from '../pinterest/index.ts';
import type { ClaimedPin, Publication } from '../store/index.ts';
import { createdAt, type Look } from './match.ts';
import { isSteady, offsetOf, type Offsets } from './pinterest-clock.ts';

/** What a list of Pins says of Pinterest's clock and of what was there before a Pin was sent. */
export interface Evidence {
  offsets: Offsets;
  look: Look;
}

/** Reads a list, newest first, in the light of the own Pins in it. */
export function weigh(
  pins: readonly Pin[],
  publications: ReadonlyMap<string, Publication>,
  lost: Pick<ClaimedPin, 'identityId' | 'sendOrder'>,
  measured: Pick<Offsets, 'atSend' | 'atLook'>,
): Evidence {
  const own = pins.flatMap((pin, place) => {
    const publication = publications.get(pin.id);
    const order = publication?.identityId === lost.identityId ? publication.sendOrder : null;
    if (!publication || order === null) return [];
    const atMs = createdAt(pin);
    return [{ publication, place, order, atMs, offset: offsetOf(publication, atMs) }];
  });
  const lostOrder = lost.sendOrder ?? -Infinity;
  const telling = own
    .flatMap(({ order, offset }) => (offset === null ? [] : [{ order, offset }]))
    .toSorted((a, b) => a.order - b.order);
  const offsets = {
    ...measured,
    before: telling.findLast(({ order }) => order < lostOrder)?.offset ?? null,
    after: telling.find(({ order }) => order > lostOrder)?.offset ?? null,
  };

  // A Pinterest user has one writer, so a Pin answered before this one was sent is older. A Pin that is listed after it
  // and has an earlier created_at is older too, unless a clock was moved.
  const fence = own.find(({ order, publication }) => order < lostOrder && publication.answered);
  const all = [measured.atSend, measured.atLook, ...telling.map(({ offset }) => offset)];
  const steady = isSteady(all.filter((offset) => offset !== null));
  const places = new Map(pins.map((pin, place) => [pin.id, place]));
  const isBehind = (pin: Pin) => fence !== undefined && (places.get(pin.id) ?? -1) > fence.place;
  return {
    offsets,
    look: {
      pins,
      isTaken: (pin) => publications.has(pin.id),
      isBehind,
      isFromBefore: (pin) => steady && isBehind(pin) && createdAt(pin) < (fence?.atMs ?? -Infinity),
    },
  };
}
