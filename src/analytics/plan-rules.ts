/** What decides when numbers are read. */
export interface PlanRules {
  /** Pinterest tells days at most this long ago; its 90 are short by one where clocks differ. */
  windowDays: number;
  /** Days after which a day's numbers do not change any more. */
  settleDays: number;
  /** Days after which a day that is not final is read before anything else. */
  deadlineDays: number;
  /** In how many days it is the turn of every Pin. */
  turnDays: number;
  /** Days after a reading before it may be a Pin's turn again. */
  leastDays: number;
  /** A Pin is new for so many days. */
  newDays: number;
  /** What a person looked at is read daily for so many days. */
  lookedAtDays: number;
  /** How many of those that rise most are hot. */
  risingPins: number;
  warmEveryDays: number;
  /** Single readings a day beside the turns: a share of all Pins, at least and at most so many. */
  extra: { share: number; least: number; most: number };
  /** Requests of a day that background work may make with Trial access: three fifths of the app's 1,000. */
  trialRequests: number;
  /**
   * Whether Pins of which lists say that nothing happened in 90 days are taken for 0 without being read. It would spare
   * most requests of a first reading, but the numbers of lists were never compared with the daily ones of the real API,
   * and public code disagrees about their names. Off until they were.
   */
  trustsLists: boolean;
}

/** Ours, but for the first. */
export const planRules: PlanRules = {
  windowDays: 89,
  settleDays: 5,
  deadlineDays: 84,
  turnDays: 60,
  leastDays: 5,
  newDays: 30,
  lookedAtDays: 7,
  risingPins: 500,
  warmEveryDays: 7,
  extra: { share: 0.15, least: 10, most: 600 },
  trialRequests: 600,
  trustsLists: false,
};

/** Pins that are read singly in a day, those never read before not counted: the floor, and what freshness may cost. */
export function pinBudget(
  pins: number,
  access: 'trial' | 'standard',
  { extra, trialRequests, turnDays, deadlineDays }: PlanRules,
): number {
  const fresh = Math.min(extra.most, Math.max(extra.least, Math.floor(extra.share * pins)));
  const floor = Math.floor(pins / deadlineDays);
  if (access === 'standard') return Math.min(pins, floor + fresh);
  // What lists and turns leave over is shared with first readings.
  const free = trialRequests - pins / 250 - pins / turnDays - 10;
  return Math.min(pins, floor + Math.min(fresh, Math.max(0, Math.floor(free / 2))));
}

/** Whether lists of top Pins tell something: not where all Pins can be read daily anyway. */
export const wantsTopPins = (pins: number, batch: boolean, rules: PlanRules = planRules): boolean =>
  !batch && pins > rules.extra.least;
