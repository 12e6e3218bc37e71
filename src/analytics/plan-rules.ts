/** What decides when numbers are read. */
export interface PlanRules {
  /** How many days back Pinterest is asked: one less than its 90, in case clocks differ. */
  windowDays: number;
  /** Days after which a day's numbers do not change any more. */
  settleDays: number;
  /** Days after which a day that is not final is read before anything else. */
  deadlineDays: number;
  /** Days within which every Pin has a turn. */
  turnDays: number;
  /** Days after a reading before a Pin may have its next turn. */
  leastDays: number;
  /** Days for which a Pin counts as new. */
  newDays: number;
  /** Days for which a Pin that a person looked at is read daily. */
  lookedAtDays: number;
  /** How many of the fastest rising Pins are hot. */
  risingPins: number;
  warmEveryDays: number;
  /** Single readings a day in addition to the regular ones: a share of all Pins, within these limits. */
  extra: { share: number; least: number; most: number };
  /** Requests a day for background work with Trial access: three fifths of the app's 1,000. */
  trialRequests: number;
  /**
   * Whether a Pin counts as 0 without a request where lists say that nothing happened in 90 days. It would save most
   * requests of a first reading, but the numbers of lists were never compared with the daily ones of the real API, and
   * public code disagrees about their names. Off until they are compared.
   */
  trustsLists: boolean;
}

/** Our choice, except for `windowDays`. */
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

/** Pins to read singly in a day, without first readings: what deadlines need, and a share for fresh numbers. */
export function pinBudget(
  pins: number,
  access: 'trial' | 'standard',
  { extra, trialRequests, turnDays, deadlineDays }: PlanRules,
): number {
  const fresh = Math.min(extra.most, Math.max(extra.least, Math.floor(extra.share * pins)));
  const floor = Math.floor(pins / deadlineDays);
  if (access === 'standard') return Math.min(pins, floor + fresh);
  // Half of what lists and turns leave is kept for first readings.
  const free = trialRequests - pins / 250 - pins / turnDays - 10;
  return Math.min(pins, floor + Math.min(fresh, Math.max(0, Math.floor(free / 2))));
}

/** Whether lists of top Pins are worth a request: not where all Pins can be read daily anyway. */
export const wantsTopPins = (pins: number, batch: boolean, rules: PlanRules = planRules): boolean =>
  !batch && pins > rules.extra.least;
