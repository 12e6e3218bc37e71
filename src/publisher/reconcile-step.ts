import { mapPinterestError, readClockOffset } from '../pinterest-access/index.ts';
import { problem } from '../domain/errors/index.ts';
import type { PinOutcome, SearchStart, SentPin } from '../domain/pins/pin.ts';
import { PinterestError, type RequestReport } from '../pinterest/index.ts';
import {
  getMedia,
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
import type { PublishPolicy } from './policy.ts';
import { notFound, notReached, notRead, searchStart } from './search-outcome.ts';
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
    const picture = await pictureOf(deps, sent);
    await deps.at?.('searching', pin);
    const isTooOld = (ms: number) =>
      ms < window({ ...measured, before: null, after: null }).fromMs - editedSlackMs;
    const look = await deps.access.use(
      pin.identityId,
      (client) => lookForPin(client, sent, isTooOld, policy.lookForMs, signal),
      { requestClass: 'publish', onResponse: observe },
    );
    const ids = look.lists.flatMap((list) => list.map(({ id }) => id));
    const publications = await findPublications(store.db, pin.identityId, ids);
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
    const answer = mapPinterestError(error);
    // A deleted board or section deletes its Pins, so there is nothing to find and nothing to duplicate.
    if (error.kind === 'not_found') return { kind: 'failed', problem: answer.problem };
    return answer.disposition === 'retry'
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
 * Time range in which a create request can have taken effect. Without a recorded end it may have run for
 * createTimeoutMs; a restored Pin may have been created at any time since the backup.
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

async function pictureOf(deps: PublisherDeps, sent: SentPin) {
  const [mediaId] = sent.mediaIds;
  const media = mediaId === undefined ? undefined : await getMedia(deps.store.db, mediaId);
  return {
    dominantColor: sent.dominantColor ?? media?.dominantColor ?? null,
    shape: media?.width && media.height ? media.width / media.height : null,
  };
}
