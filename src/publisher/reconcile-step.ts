import { readAnswer } from '../connection/index.ts';
import { problem, type Problem } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pin.ts';
import { PinterestError, type Pin, type PinterestClient } from '../pinterest/index.ts';
import { findMedia, takenPinIds, unresolvedPins, type ClaimedPin } from '../store/index.ts';
import {
  clockSkewMs,
  createdAt,
  findCandidates,
  findLostPin,
  type Candidate,
  type LostPin,
} from './match.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';
import type { PublisherDeps, Step } from './step.ts';

/** Looks on the board for a Pin whose create request was never answered. */
export const reconcileStep: Step = async (deps, { pin, signal, onResponse }) => {
  const { policy, store } = deps;
  // The claim set updatedAt by the database's clock, the only one that all workers share.
  const nowMs = pin.updatedAt.getTime();
  try {
    const lost = await lostPin(deps, pin, nowMs);
    await deps.at?.('searching', pin);
    const look = await deps.connections.use(
      pin.accountId,
      (client) => readNewest(client, pin, lost.notBefore, policy.lookForMs, signal),
      onResponse,
    );
    const taken = await takenPinIds(
      store.db,
      look.pins.map((item) => item.id),
    );
    const found = findLostPin(lost, look.pins, taken);
    if (found) {
      await deps.at?.('found', pin);
      return { kind: 'published', pinterestPinId: found.id };
    }
    if (!look.complete) return notRead(pin, policy, nowMs, problem('PIN_OUTCOME_UNKNOWN'));
    const others = await unresolvedPins(store.db, pin);
    return notFound(pin, policy, nowMs, findCandidates(lost, look.pins, taken, others));
  } catch (error) {
    if (!(error instanceof PinterestError)) throw error;
    const answer = readAnswer(error);
    // With the board or section its Pins are gone too, so nothing of this one is left to be found or doubled.
    if (error.kind === 'not_found') return { kind: 'failed', problem: answer.problem };
    return answer.policy === 'wait'
      ? notReached(pin, policy, nowMs, answer.problem, error.retryAfterMs)
      : notRead(pin, policy, nowMs, answer.problem);
  }
};

async function lostPin(deps: PublisherDeps, pin: ClaimedPin, nowMs: number): Promise<LostPin> {
  const [media] = await findMedia(deps.store.db, pin.workspaceId, pin.mediaIds.slice(0, 1));
  return {
    ...pin,
    dominantColor: pin.dominantColor ?? media?.dominantColor ?? null,
    notBefore: pin.sentAt?.getTime() ?? 0,
    notAfter: (pin.reconcileSince?.getTime() ?? nowMs) + deps.policy.createTimeoutMs,
    shape: media?.width && media.height ? media.width / media.height : null,
  };
}

/** Two pages at a time would be no faster: each needs the bookmark of the one before. */
const pageSize = 100;

/**
 * Newest first. A person can move Pins on a board, so a page ends the reading only when all of it is older than the
 * request. `complete` false: time ran out before.
 */
async function readNewest(
  client: PinterestClient,
  pin: ClaimedPin,
  notBefore: number,
  lookForMs: number,
  signal: AbortSignal,
): Promise<{ pins: Pin[]; complete: boolean }> {
  const began = performance.now();
  const query = { page_size: pageSize };
  const options = { signal, timeoutMs: lookForMs };
  const list =
    pin.sectionId === null
      ? client.boards.listPins(pin.boardId, query, options)
      : client.sections.listPins(pin.boardId, pin.sectionId, query, options);
  const pins: Pin[] = [];
  let page = await list.page();
  for (;;) {
    pins.push(...page.items);
    const isOld = (item: Pin) => createdAt(item) < notBefore - clockSkewMs;
    if (page.bookmark === null || (page.items.length > 0 && page.items.every(isOld)))
      return { pins, complete: true };
    if (performance.now() - began > lookForMs) return { pins, complete: false };
    page = await list.page(page.bookmark);
  }
}

type Search = Pick<
  ClaimedPin,
  'waits' | 'reconcileSince' | 'attempts' | 'problem' | 'scheduledFor' | 'movedTo'
>;

/** After a clear look without the Pin: look again, or, once its absence is proven, create it again. */
export function notFound(
  pin: Search,
  policy: PublishPolicy,
  nowMs: number,
  candidates: readonly Candidate[] = [],
): PinOutcome {
  // A problem says that the looks before got no answer: those prove nothing.
  const clearLooks = 1 + (pin.problem === null ? pin.waits : 0);
  const proven =
    clearLooks >= policy.absentAfterReads && searchedMs(pin, nowMs) >= policy.absentAfterMs;
  if (!proven) return lookAgain(pin, policy);
  if (candidates.length) return unknown({ candidates });
  if (pin.attempts >= policy.maxAttempts) return unknown({ creates: pin.attempts });
  // One from a backup is looked for ahead of its time.
  return {
    kind: 'again',
    step: 'preparing',
    delayMs: Math.max(0, Number(pin.movedTo ?? pin.scheduledFor) - nowMs),
  };
}

/** Pinterest answers, but not with the board: after half an hour of that only the person can tell. */
export const notRead = (
  pin: Search,
  policy: PublishPolicy,
  nowMs: number,
  reason: Problem,
): PinOutcome =>
  searchedMs(pin, nowMs) >= policy.reconcileForMs
    ? unknown({ reason: reason.message, ...reason.details })
    : { ...lookAgain(pin, policy), problem: reason };

/** Pinterest does not answer at all: then the person could not tell either, so that is waited out for longer. */
export const notReached = (
  pin: Search,
  policy: PublishPolicy,
  nowMs: number,
  reason: Problem,
  retryAfterMs: number | null,
): PinOutcome =>
  searchedMs(pin, nowMs) >= policy.unreachableForMs
    ? unknown({ reason: reason.message, ...reason.details })
    : {
        ...lookAgain(pin, policy),
        problem: reason,
        delayMs: retryAfterMs ?? nthDelay(policy.unreachableDelaysMs, pin.waits),
      };

const searchedMs = (pin: Search, nowMs: number): number =>
  nowMs - (pin.reconcileSince?.getTime() ?? nowMs);

const lookAgain = (pin: Search, policy: PublishPolicy): PinOutcome & { kind: 'again' } => ({
  kind: 'again',
  step: 'reconciling',
  delayMs: nthDelay(policy.reconcileDelaysMs, pin.waits + 1),
});

const unknown = (details: Record<string, unknown>): PinOutcome => ({
  kind: 'failed',
  problem: problem('PIN_OUTCOME_UNKNOWN', { details }),
});
