import { problem } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pin.ts';
import { PinterestError, type Pin, type PinterestClient } from '../pinterest/index.ts';
import { takenPinIds, type ClaimedPin } from '../store/index.ts';
import { createdAt, findLostPin } from './match.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';
import type { Step } from './publisher.ts';

/** Looks on the board for a Pin whose create request was never answered. */
export const reconcileStep: Step = async (deps, { pin, onResponse }) => {
  // The claim set updatedAt by the database's clock, the only one that all workers share.
  try {
    const found = await deps.connections.use(
      pin.accountId,
      (client) => readNewest(client, pin),
      onResponse,
    );
    const taken = await takenPinIds(
      deps.store.db,
      pin.accountId,
      found.map((item) => item.id),
    );
    const lost = findLostPin(pin, found, taken);
    if (lost) return { kind: 'published', pinterestPinId: lost.id };
    return notFound(pin, deps.policy, pin.updatedAt.getTime());
  } catch (error) {
    if (error instanceof PinterestError) return notRead(pin, deps.policy, pin.updatedAt.getTime());
    throw error;
  }
};

/** Newest first, so pages are read until they are older than the request. */
async function readNewest(client: PinterestClient, pin: ClaimedPin): Promise<Pin[]> {
  const since = (pin.sentAt?.getTime() ?? 0) - 3600_000;
  const pins: Pin[] = [];
  const list = client.boards.listPins(pin.boardId, { page_size: 100 });
  let page = await list.page();
  for (;;) {
    pins.push(...page.items);
    const last = page.items.at(-1);
    if (page.bookmark === null || (last && createdAt(last) < since)) return pins;
    page = await list.page(page.bookmark);
  }
}

/** After a clear look without the Pin: look again, or, once its absence is proven, create it again. */
export function notFound(
  pin: Pick<ClaimedPin, 'waits' | 'reconcileSince' | 'attempts'>,
  policy: PublishPolicy,
  nowMs: number,
): PinOutcome {
  const since = pin.reconcileSince?.getTime() ?? nowMs;
  const proven = pin.waits + 1 >= policy.absentAfterReads && nowMs - since >= policy.absentAfterMs;
  if (!proven) return lookAgain(pin, policy);
  if (pin.attempts >= policy.maxAttempts)
    return { kind: 'failed', problem: problem('PIN_OUTCOME_UNKNOWN') };
  return { kind: 'again', step: 'preparing', delayMs: 0 };
}

/** A look that failed proves nothing; after half an hour of those only the person can tell. */
export function notRead(
  pin: Pick<ClaimedPin, 'waits' | 'reconcileSince'>,
  policy: PublishPolicy,
  nowMs: number,
): PinOutcome {
  const since = pin.reconcileSince?.getTime() ?? nowMs;
  return nowMs - since >= policy.reconcileForMs
    ? { kind: 'failed', problem: problem('PIN_OUTCOME_UNKNOWN') }
    : lookAgain(pin, policy);
}

const lookAgain = (pin: Pick<ClaimedPin, 'waits'>, policy: PublishPolicy): PinOutcome => ({
  kind: 'again',
  step: 'reconciling',
  delayMs: nthDelay(policy.reconcileDelaysMs, pin.waits + 1),
});
