/** Where the virtual clock stands, ms: what `now` and `elapsed` are ahead of the wall clock. */
export interface ClockOffsets {
  now: number;
  elapsed: number;
}

/**
 * The sandbox's virtual clock: wall time plus an offset, or frozen. Everything that waits in the sandbox reads it, so a
 * test moves time instead of sleeping.
 */
export interface Clock {
  /** Unix milliseconds, UTC: what timestamps, the Date header and the expiry of tokens go by. */
  now(): number;
  /**
   * Milliseconds that only rise: what waits and windows go by. A clock that is set back, as by NTP, hides no Pin from
   * lists and closes no window for longer.
   */
  elapsed(): number;
  advance(ms: number): void;
  set(at: number): void;
  freeze(frozen: boolean): void;
  offsets(): ClockOffsets;
  restore(offsets: ClockOffsets): void;
}

export function createClock(): Clock {
  let offsets: ClockOffsets = { now: 0, elapsed: 0 };
  let frozenAt: number | null = null;
  const wall = () => frozenAt ?? Date.now();
  const now = () => wall() + offsets.now;
  const advance = (ms: number) => {
    offsets = { now: offsets.now + ms, elapsed: offsets.elapsed + Math.max(ms, 0) };
  };
  return {
    now,
    elapsed: () => wall() + offsets.elapsed,
    advance,
    set: (at) => advance(at - now()),
    freeze: (frozen) => {
      if (frozen) {
        frozenAt ??= Date.now();
        return;
      }
      // Thawing must not jump: the time spent frozen is taken out of both.
      const frozenMs = frozenAt === null ? 0 : Date.now() - frozenAt;
      offsets = { now: offsets.now - frozenMs, elapsed: offsets.elapsed - frozenMs };
      frozenAt = null;
    },
    offsets: () => offsets,
    restore: (kept) => {
      offsets = kept;
      frozenAt = null;
    },
  };
}
