/**
 * The sandbox's virtual clock: wall time plus an offset, or frozen.
 * Token expiry, rate limit windows, media processing and list lag all read it, so a test moves
 * time instead of sleeping.
 */
export interface Clock {
  /** Unix milliseconds, UTC. */
  now(): number;
  advance(ms: number): void;
  set(at: number): void;
  freeze(frozen: boolean): void;
  offset(): number;
  restore(offsetMs: number): void;
}

export function createClock(): Clock {
  let offsetMs = 0;
  let frozenAt: number | null = null;
  const now = () => (frozenAt ?? Date.now()) + offsetMs;
  return {
    now,
    advance: (ms) => {
      offsetMs += ms;
    },
    set: (at) => {
      offsetMs += at - now();
    },
    freeze: (frozen) => {
      if (frozen) {
        frozenAt ??= Date.now();
        return;
      }
      // Thawing must not jump: the time spent frozen is taken out of the offset.
      if (frozenAt !== null) offsetMs -= Date.now() - frozenAt;
      frozenAt = null;
    },
    offset: () => offsetMs,
    restore: (ms) => {
      offsetMs = ms;
      frozenAt = null;
    },
  };
}
