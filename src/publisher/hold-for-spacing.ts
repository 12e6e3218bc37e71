import type { PinOutcome } from '../domain/pin.ts';
import { spacedProblem } from '../domain/spacing-problems.ts';
import {
  findPlaces,
  lockClaimed,
  holdPins,
  lockLine,
  lockSpacing,
  noteMove,
  readRules,
  type ClaimedPin,
  type Move,
  type Store,
} from '../store/index.ts';

/** Milliseconds: between the gate and the second look a rule was loosened, or the wait ended. */
const soonMs = 1_000;

/**
 * Finds the time at which a Pin keeps the rules of its account, and holds the account's other due Pins likewise, each
 * until its own time, so that they are not claimed in vain. After an outage a burst comes out as a line this way.
 * @returns null: the lease was lost, which marking the Pin as sent will notice.
 */
export function holdForSpacing(store: Store, pin: ClaimedPin): Promise<PinOutcome | null> {
  const { accountId } = pin;
  return store.transaction(async (tx) => {
    const soon: PinOutcome = { kind: 'again', step: 'preparing', delayMs: soonMs };
    // Its own row first, as everybody locks rows before the rules.
    if (!(await lockClaimed(tx, pin))) return null;
    await lockSpacing(tx, [accountId]);
    const rules = (await readRules(tx, [accountId])).get(accountId);
    if (rules?.mode !== 'enforce') return soon;
    const { nowMs, pins: line } = await lockLine(tx, accountId);
    const waiting = [{ ...pin, wantedMs: nowMs }, ...line];
    const places = await findPlaces(tx, accountId, rules, waiting, { planned: false });
    const moves = places
      .filter(({ atMs, wantedMs }) => atMs > wantedMs)
      .map((place): Move => {
        const reason = spacedProblem({ accountId, ...place }, rules, { pinId: place.id });
        return { id: place.id, atMs: place.atMs, reason };
      });
    const own = moves.find(({ id }) => id === pin.id);
    await holdPins(
      tx,
      moves.filter((move) => move !== own),
    );
    if (!own) return soon;
    await noteMove(tx, pin, own);
    return {
      kind: 'held',
      reason: own.reason,
      delayMs: own.atMs - nowMs,
      dueAt: new Date(own.atMs),
    };
  });
}
