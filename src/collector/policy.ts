/**
 * Limits of one claim, so that users take turns: requests, ms after which no further one is made, and Pins, as one
 * request can be about many, and some need none. Ours.
 */
export const slice = { calls: 20, ms: 10_000, pins: 2_000 };

const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;

/** Milliseconds; ours. */
export const wait = {
  /** Between looks whether Pinterest has a new day. */
  look: hour,
  /** By how much earlier than the day before it is looked for. */
  earlier: 15 * minute,
  /** The starts of users' days are spread over this time, so that not all ask at midnight. */
  jitter: 20 * minute,
  /** After the first answer that stopped a task, and after many in a row. */
  failure: 10 * minute,
  failureMost: 6 * hour,
  /** Where Pinterest is busy and does not say for how long. */
  busy: minute,
  /** For a list of Pins that is being read, or an account whose days are not known yet. */
  start: 10 * minute,
  /** Of a user that no account uses, or that must be connected again; connecting ends it at once. */
  unused: 6 * hour,
  /** Before a Pin is asked for again that Pinterest refused for no reason. */
  again: hour,
  /** Before one is asked for again that it says is not there or not ours; lists tell whether it is gone. */
  refused: 7 * day,
  /** During which a Pin that Pinterest takes for no video is not asked for a video's numbers. */
  withoutVideo: 30 * day,
  /** Between tries whether the app may read many Pins at once. */
  probe: 30 * day,
  /** Between two readings of a Pin that people ask for. */
  refresh: 15 * minute,
};

/**
 * Milliseconds until the next try after a number of failures in a row: doubled each time, less up to a fifth by user
 * and try, so that users who failed together do not come back together.
 */
export function failureWaitMs(failures: number, identityId: string): number {
  const ms = Math.min(wait.failure * 2 ** Math.max(0, failures - 1), wait.failureMost);
  return ms * (1 - shareOf(`${identityId} ${failures}`) / 5);
}

/** A number from 0 to 1 for a text, always the same. */
export function shareOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) % 65_521;
  return hash / 65_521;
}
