/** Waits and limits of changes, ms. All ours. */
export interface ChangePolicy {
  /** A lease is renewed while it is worked under; another worker takes over when it ends. */
  leaseMs: number;
  /** Times that a change is taken up in a row without an end, after which it is given up. */
  maxClaims: number;
  /** While Pins of the user are due, which go out first. */
  behindPinsMs: number;
  /** While it is not known whether the Pin is one that was published from here. */
  unresolvedMs: number;
  /** After answers that say "later", or none, by how often in a row. */
  laterMs: readonly number[];
  /** Where only a person helps, such as by connecting the account again, which makes the change due at once. */
  forPersonMs: number;
  requestTimeoutMs: number;
  /** Of the lease, without which no request leaves. */
  sendMarginMs: number;
}

export const defaultChangePolicy: ChangePolicy = {
  leaseMs: 15_000,
  maxClaims: 20, // Answers that say "later" do not count: only work that ended in the middle, or in an unknown error.
  behindPinsMs: 2_000,
  unresolvedMs: 30_000,
  laterMs: [1_000, 5_000, 30_000, 120_000, 600_000],
  forPersonMs: 3600_000,
  requestTimeoutMs: 30_000,
  sendMarginMs: 5_000,
};

/** The wait after this many waits in a row. */
export const laterMs = ({ laterMs: waits }: ChangePolicy, before: number): number =>
  waits[Math.min(before, waits.length - 1)] ?? 0;
