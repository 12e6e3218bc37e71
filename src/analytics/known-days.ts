/** Counts of days, or of (Pin, day) pairs, by whether a figure is stored. */
export interface KnownDays {
  /** Those that can have a figure. */
  expected: number;
  /** With a figure, which may be 0. */
  collected: number;
  /** Of those collected: Pinterest may still change them. */
  provisional: number;
  /** Read, and Pinterest gave no figure. */
  withheld: number;
  /** Not available at Pinterest yet. */
  notYet: number;
  /** Available at Pinterest, but not read in time. */
  notCollected: number;
}

/** `none`: there was nothing that could have a figure. `partial`: a sum of what is known, with days missing. */
export type SpanState =
  | 'final'
  | 'provisional'
  | 'partial'
  | 'withheld'
  | 'notYet'
  | 'notCollected'
  | 'none';

export const noDays = (): KnownDays => ({
  expected: 0,
  collected: 0,
  provisional: 0,
  withheld: 0,
  notYet: 0,
  notCollected: 0,
});

export function addDays(sum: KnownDays, more: KnownDays): KnownDays {
  return {
    expected: sum.expected + more.expected,
    collected: sum.collected + more.collected,
    provisional: sum.provisional + more.provisional,
    withheld: sum.withheld + more.withheld,
    notYet: sum.notYet + more.notYet,
    notCollected: sum.notCollected + more.notCollected,
  };
}

/** How complete and final a sum over these days is. */
export function stateOf(days: KnownDays): SpanState {
  const { expected, collected, provisional, withheld, notYet, notCollected } = days;
  if (expected === 0) return 'none';
  if (collected === 0)
    return notCollected > 0 ? 'notCollected' : notYet > 0 ? 'notYet' : 'withheld';
  if (withheld + notYet + notCollected > 0) return 'partial';
  return provisional > 0 ? 'provisional' : 'final';
}

/** Share of days that may be withheld in a span that is compared: most Pins have a few such days. Ours. */
const mostWithheld = 0.1;

/** Whether a metric has most of the days that others have. @param leftOut days whose answer left it out */
export const isMostlyTold = ({ collected }: KnownDays, leftOut = 0): boolean =>
  leftOut <= collected * mostWithheld;

/** Whether a sum over these days can be compared with another: nothing that Pinterest has is missing. */
export const isComparable = (days: KnownDays): boolean =>
  days.collected > 0 &&
  days.notYet + days.notCollected === 0 &&
  days.withheld <= days.expected * mostWithheld;
