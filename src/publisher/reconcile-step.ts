import { measuringErrorMs, readAnswer, readClockOffset } from '../connection/index.ts';
import { problem, type Problem } from '../domain/errors/index.ts';
import type { PinOutcome, SearchStart, SentPin } from '../domain/pin.ts';
import { PinterestError, type RequestReport } from '../pinterest/index.ts';
import {
  findMedia,
  findPublications,
  readSentPin,
  unresolvedPins,
  type ClaimedPin,
} from '../store/index.ts';
import { lookForPin, type LookResult } from './look-for-pin.ts';
import {
  editedSlackMs,
  findCandidates,
  findLostPin,
  type Candidate,
  type LostPin,
} from './match.ts';
import { creationWindow, type Offsets, type Window } from './pinterest-clock.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';
import type { PublisherDeps, Step } from './step.ts';
import { weigh } from './weigh.ts';

/** Looks for a Pin whose create request was never answered: on its board or, out of a backup, in the whole account. */
export const reconcileStep: Step = async (deps, { pin, signal, onResponse }) => {
  const { policy, store } = deps;
  // The claim set updatedAt by the database's clock, the only one that all workers share.
  const nowMs = pin.updatedAt.getTime();
  const sent = readSentPin(pin);
  const measured: Pick<Offsets, 'atSend' | 'atLook'> = { atSend: sent.offsetMs, atLook: null };
  const observe = (report: RequestReport) => {
    measured.atLook = readClockOffset(report, store.clock.nowMs()) ?? measured.atLook;
    onResponse(report);
  };
  const window = (offsets: Offsets) => windowOf(pin, sent, policy, nowMs, offsets);
  try {
    const picture = await pictureOf(deps, pin, sent);
    await deps.at?.('searching', pin);
    const isTooOld = (ms: number) =>
      ms < window({ ...measured, before: null, after: null }).fromMs - editedSlackMs;
    const look = await deps.connections.use(
      pin.accountId,
      (client) => lookForPin(client, sent, isTooOld, policy.lookForMs, signal),
      observe,
    );
    const ids = look.lists.flatMap((list) => list.map(({ id }) => id));
    const publications = await findPublications(store.db, ids);
    const others = await unresolvedPins(store.db, pin);
    const candidates: Candidate[] = [];
    for (const list of look.lists) {
      const evidence = weigh(list, publications, pin, measured);
      const lost: LostPin = { ...sent, ...picture, window: window(evidence.offsets) };
      const found = findLostPin(lost, evidence.look, others);
      if (found) {
        await deps.at?.('found', pin);
        return { kind: 'published', pinterestPinId: found.id };
      }
      candidates.push(...findCandidates(lost, evidence.look, others));
    }
    return withoutIt(pin, sent, policy, nowMs, look, {
      candidates,
      start: searchStart(pin, measured.atLook),
    });
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

function withoutIt(
  pin: ClaimedPin,
  sent: SentPin,
  policy: PublishPolicy,
  nowMs: number,
  look: LookResult,
  found: { candidates: Candidate[]; start: SearchStart | undefined },
): PinOutcome {
  if (!look.complete) return notRead(pin, policy, nowMs, problem('PIN_OUTCOME_UNKNOWN'));
  const outcome = notFound(pin, sent, policy, nowMs, found);
  const isAbsent = outcome.kind === 'again' && outcome.step === 'preparing';
  return isAbsent && look.boardGone ? { kind: 'failed', problem: look.boardGone } : outcome;
}

/**
 * When its create requests can have taken effect. One whose end nobody saw may have been on its way for as long as
 * requests are given, and one from a backup at any time since.
 */
function windowOf(
  pin: ClaimedPin,
  sent: SentPin,
  { createTimeoutMs, commitMarginMs }: PublishPolicy,
  nowMs: number,
  offsets: Offsets,
): Window {
  const firstMs = pin.sentAt?.getTime() ?? 0;
  const unseenMs = (pin.reconcileSince?.getTime() ?? nowMs) + createTimeoutMs;
  const endedMs = sent.restored ? nowMs : (sent.endedMs ?? unseenMs);
  return creationWindow(firstMs, Math.max(firstMs, endedMs) + commitMarginMs, offsets);
}

async function pictureOf(deps: PublisherDeps, pin: ClaimedPin, sent: SentPin) {
  const [media] = await findMedia(deps.store.db, pin.workspaceId, sent.mediaIds.slice(0, 1));
  return {
    dominantColor: sent.dominantColor ?? media?.dominantColor ?? null,
    shape: media?.width && media.height ? media.width / media.height : null,
  };
}

/**
 * What proves absence is measured by the database's clock, so it is measured anew from the first look on, and whenever
 * a clock was moved since.
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
  // A problem says that the looks before got no answer: those prove nothing.
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
