import type { RequestReport } from '../pinterest/index.ts';
import { wakeUnreachable, type Store } from '../store/index.ts';

/** Minimum ms between wake-ups: with intermittent failures every answer would wake the Pins that just failed. */
const wakeEveryMs = 2_000;

/**
 * Ends the back-off of whatever waits for Pinterest to be reached as soon as it answers anything: a wait of minutes
 * after one lost answer would hold a healthy account.
 */
export function createReachability(
  store: Pick<Store, 'db'>,
  onError: (error: unknown) => void,
  now: () => number = () => performance.now(),
): (report: Pick<RequestReport, 'status'>) => void {
  // Another process may have stored waits, or this one before a restart.
  let waiting = true;
  let wokenMs = -Infinity;
  return ({ status }) => {
    if (status === null || status >= 500) {
      waiting = true;
      return;
    }
    if (!waiting || now() - wokenMs < wakeEveryMs) return;
    waiting = false;
    wokenMs = now();
    wakeUnreachable(store.db, null).catch((error: unknown) => {
      waiting = true;
      onError(error);
    });
  };
}
