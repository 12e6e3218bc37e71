/** How far apart the Pins of one account are kept. Pinterest names no figures; these are habits that look natural. */
export type SpacingMode = 'off' | 'advise' | 'enforce';

/** A rule that is null is switched off. */
export interface SpacingRules {
  /** `advise` only warns; `enforce` moves Pins to the next time that keeps every rule. */
  mode: SpacingMode;
  /** Between any two Pins. */
  minGapMinutes: number | null;
  /** Between Pins with the same link. */
  linkGapHours: number | null;
  /** Between Pins with the same image on different boards. */
  imageGapHours: number | null;
  /** In any 24 hours, so that no time zone is needed. */
  pinsPerDay: number | null;
  /** A lower figure for the first days of an account that has hardly any Pins. */
  warmUp: { days: number; pinsPerDay: number } | null;
}

/** Source: docs/pinterest.md, Pacing. */
export const defaultSpacing: SpacingRules = {
  mode: 'advise',
  minGapMinutes: 10,
  linkGapHours: 48,
  imageGapHours: 7 * 24,
  pinsPerDay: 25,
  warmUp: { days: 14, pinsPerDay: 10 },
};

/** What may be set. The daily figure bounds how many neighbours are ever looked at. */
export const spacingLimits = {
  minGapMinutes: 24 * 60,
  linkGapHours: 30 * 24,
  imageGapHours: 90 * 24,
  pinsPerDay: 200,
  warmUpDays: 90,
} as const;

/** An account with this many Pins on its boards is not new, however lately it was connected here. */
export const establishedPins = 100;

export type SpacingRule = 'minGap' | 'linkGap' | 'imageGap' | 'pinsPerDay' | 'warmUp';

/** The rules of an account at this moment. */
export interface RulesInForce extends SpacingRules {
  /** Milliseconds since the epoch; null: the account is not new. */
  warmUpEndsMs: number | null;
}

/** @param pinCount Pins on the account's boards, as far as Pinterest said. */
export function rulesInForce(
  account: { spacing: SpacingRules | null; createdAt: Date },
  pinCount: number,
): RulesInForce {
  const rules = account.spacing ?? defaultSpacing;
  const isNew = rules.warmUp !== null && pinCount < establishedPins;
  return {
    ...rules,
    warmUpEndsMs: isNew ? account.createdAt.getTime() + (rules.warmUp?.days ?? 0) * day : null,
  };
}

/** What the rules look at in a Pin. */
export interface SpacedPin {
  boardId: string;
  link: string | null;
  /** Of its image; null where it has none to compare. */
  fingerprint: string | null;
}

/** Another Pin of the account, planned or published. */
export interface Neighbour extends SpacedPin {
  id: string;
  atMs: number;
}

const minute = 60_000;
const hour = 3600_000;
export const day = 24 * hour;

/** Times strictly between `fromMs` and `toMs` break `rule`, because of the Pins that `because` gives. */
interface Barrier {
  rule: SpacingRule;
  fromMs: number;
  toMs: number;
  /** Asked for only where a rule is broken: a long plan has thousands of these. */
  because: () => readonly Neighbour[];
}

/** Every stretch of time in which the Pin would break a rule, looking at earlier and later Pins alike. */
function barriers(
  pin: SpacedPin,
  neighbours: readonly Neighbour[],
  rules: RulesInForce,
): Barrier[] {
  const apart = (rule: SpacingRule, gap: number | null, others: readonly Neighbour[]): Barrier[] =>
    gap === null
      ? []
      : others.map((other) => ({
          rule,
          fromMs: other.atMs - gap,
          toMs: other.atMs + gap,
          because: () => [other],
        }));
  const sorted = neighbours.toSorted((a, b) => a.atMs - b.atMs);
  const end = rules.warmUpEndsMs;
  const early = end === null ? [] : sorted.filter(({ atMs }) => atMs < end);
  return [
    ...apart('minGap', times(rules.minGapMinutes, minute), sorted),
    ...apart(
      'linkGap',
      times(rules.linkGapHours, hour),
      sorted.filter(({ link }) => link !== null && link === pin.link),
    ),
    ...apart(
      'imageGap',
      times(rules.imageGapHours, hour),
      sorted.filter(
        ({ fingerprint, boardId }) =>
          fingerprint !== null && fingerprint === pin.fingerprint && boardId !== pin.boardId,
      ),
    ),
    ...crowds('pinsPerDay', rules.pinsPerDay, sorted),
    ...crowds('warmUp', rules.warmUp?.pinsPerDay ?? null, early).flatMap((barrier) =>
      end === null || barrier.fromMs >= end
        ? []
        : { ...barrier, toMs: Math.min(barrier.toMs, end) },
    ),
  ];
}

/** Where one more Pin would be the one too many within 24 hours. */
function crowds(rule: SpacingRule, limit: number | null, sorted: readonly Neighbour[]): Barrier[] {
  if (!limit) return [];
  return sorted.flatMap((first, index) => {
    const last = sorted[index + limit - 1];
    if (!last || last.atMs - first.atMs >= day) return [];
    return {
      rule,
      fromMs: last.atMs - day,
      toMs: first.atMs + day,
      because: () => sorted.slice(index, index + limit),
    };
  });
}

const times = (count: number | null, unit: number): number | null => (count ? count * unit : null);

/**
 * The earliest time from `wantedMs` on that keeps every rule towards earlier and later Pins, and the rules that
 * moved it there, the last one to do so first. Mode plays no part.
 */
export function freeTime(
  wantedMs: number,
  pin: SpacedPin,
  neighbours: readonly Neighbour[],
  rules: RulesInForce,
): { atMs: number; rules: SpacingRule[] } {
  let atMs = wantedMs;
  const moved: SpacingRule[] = [];
  // In the order in which they begin, one pass is enough: none begins behind the time we stand at and was passed.
  const coming = barriers(pin, near(wantedMs, Infinity, pin, neighbours, rules), rules);
  for (const barrier of coming.sort((a, b) => a.fromMs - b.fromMs)) {
    if (barrier.fromMs >= atMs) break;
    if (barrier.toMs <= atMs) continue;
    atMs = barrier.toMs;
    moved.unshift(barrier.rule);
  }
  return { atMs, rules: [...new Set(moved)] };
}

/** A rule that a Pin at some time would break. */
export interface BrokenRule {
  rule: SpacingRule;
  /** The Pin nearest in time that it is broken with. */
  nearest: Neighbour;
  /** Pins within 24 hours, this one included, where that is what is too many. */
  count: number;
}

/** Each rule that a Pin at `atMs` breaks, once. */
export function brokenRules(
  atMs: number,
  pin: SpacedPin,
  neighbours: readonly Neighbour[],
  rules: RulesInForce,
): BrokenRule[] {
  const hit = barriers(pin, near(atMs, atMs, pin, neighbours, rules), rules).filter(
    ({ fromMs, toMs }) => fromMs < atMs && atMs < toMs,
  );
  return [...new Set(hit.map(({ rule }) => rule))].flatMap((rule) => {
    const ofRule = hit.filter((barrier) => barrier.rule === rule);
    const because = [...new Set(ofRule.flatMap(({ because: pins }) => pins()))];
    const [nearest] = because.toSorted((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs));
    const most = Math.max(...ofRule.map(({ because: pins }) => pins().length));
    return nearest ? { rule, nearest, count: most + 1 } : [];
  });
}

/** Those that can forbid a time from `fromMs` to `untilMs`: a barrier of each other one would have to be sorted too. */
function near(
  fromMs: number,
  untilMs: number,
  pin: SpacedPin,
  neighbours: readonly Neighbour[],
  rules: RulesInForce,
): Neighbour[] {
  const linkMs = times(rules.linkGapHours, hour) ?? 0;
  const imageMs = times(rules.imageGapHours, hour) ?? 0;
  return neighbours.filter(({ atMs, link, fingerprint }) => {
    const apart = Math.max(fromMs - atMs, atMs - untilMs);
    return (
      apart < day || // No gap between any two is longer.
      (apart < linkMs && link !== null && link === pin.link) ||
      (apart < imageMs && fingerprint !== null && fingerprint === pin.fingerprint)
    );
  });
}

/** Pins in 24 hours at most, of either daily rule; 1 where neither is on. */
export const dailyMost = (rules: SpacingRules): number =>
  Math.max(rules.pinsPerDay ?? 0, rules.warmUp?.pinsPerDay ?? 0, 1);

/** A rule in words that follow "because" and a colon. */
export function ruleInWords(rule: SpacingRule, rules: SpacingRules): string {
  switch (rule) {
    case 'minGap':
      return `there are at least ${count(rules.minGapMinutes, 'minute')} between two Pins`;
    case 'linkGap':
      return `there are at least ${count(rules.linkGapHours, 'hour')} between Pins with the same link`;
    case 'imageGap':
      return `there are at least ${count(rules.imageGapHours, 'hour')} between Pins with the same image on different boards`;
    case 'pinsPerDay':
      return `at most ${count(rules.pinsPerDay, 'Pin')} go out in 24 hours`;
    case 'warmUp':
      return `at most ${count(rules.warmUp?.pinsPerDay ?? null, 'Pin')} go out in 24 hours while the account is new`;
  }
}

const count = (number: number | null, word: string): string =>
  `${number ?? 0} ${word}${number === 1 ? '' : 's'}`;
