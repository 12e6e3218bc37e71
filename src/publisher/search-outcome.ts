import { measuringErrorMs } from '../pinterest-access/index.ts';
import { problem, type Problem } from '../domain/errors/index.ts';
import type { PinOutcome, SearchStart, SentPin } from '../domain/pins/pin.ts';
import type { ClaimedPin } from '../store/index.ts';
import type { Candidate } from './match.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';

/**
 * Absence is proven by elapsed database time. The time restarts at the first search and whenever the clock offset has
 * changed since (a clock was moved).
 */
export function searchStart(
  { searchOffsetMs }: Pick<ClaimedPin, 'searchOffsetMs'>,
  atLook: number | null,
): SearchStart | undefined {
  if (atLook === null) return undefined;
  const moved = searchOffsetMs === null || Math.abs(atLook - searchOffsetMs) > measuringErrorMs;
  return moved ? { offsetMs: atLook } : undefined;
}

type Search = Pick<
  ClaimedPin,
  'waits' | 'reconcileSince' | 'attempts' | 'problem' | 'scheduledFor' | 'movedTo'
>;

/** After a clear look without the Pin: look again, or, once its absence is proven, create it again. */
export function notFound(
  pin: Search,
  { restored }: Pick<SentPin, 'restored'>,
  policy: PublishPolicy,
  nowMs: number,
  {
    candidates = [],
    start,
  }: { candidates?: readonly Candidate[]; start?: SearchStart | undefined } = {},
): PinOutcome {
  // With a problem set, earlier searches got no answer and prove nothing.
  const clearLooks = 1 + (pin.problem === null ? pin.waits : 0);
  const proven =
    start === undefined &&
    clearLooks >= policy.absentAfterReads &&
    searchedMs(pin, nowMs) >= policy.absentAfterMs;
  if (!proven) return { ...lookAgain(pin, policy), ...(start && { search: start }) };
  // Since the backup it may have been published, and edited, moved or deleted there: only a person can tell.
  if (restored?.overdue && restored.journal !== 'unsent') return uncertain(restored, candidates);
  if (candidates.length) return unknown({ candidates });
  if (pin.attempts >= policy.maxAttempts) return unknown({ creates: pin.attempts });
  // A restored Pin is searched for before its scheduled time.
  return {
    kind: 'again',
    step: 'preparing',
    delayMs: Math.max(0, Number(pin.movedTo ?? pin.scheduledFor) - nowMs),
  };
}

/** Pinterest answers, but the board cannot be read: after reconcileForMs a person is asked. */
export const notRead = (
  pin: Search,
  policy: PublishPolicy,
  nowMs: number,
  reason: Problem,
): PinOutcome =>
  searchedMs(pin, nowMs) >= policy.reconcileForMs
    ? unknown({ reason: reason.message, ...reason.details })
    : { ...lookAgain(pin, policy), problem: reason };

/** Pinterest is unreachable: a person could not check either, so it waits for unreachableForMs before asking. */
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

const uncertain = (
  { takenAt }: NonNullable<SentPin['restored']>,
  candidates: readonly Candidate[],
): PinOutcome => ({
  kind: 'held',
  reason: problem('PIN_RESTORED_UNCERTAIN', {
    values: { takenAt },
    details: { takenAt, ...(candidates.length && { candidates }) },
  }),
  delayMs: null,
  asks: true,
});
