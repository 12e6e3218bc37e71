import { problem, type Problem } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pins/pin.ts';
import {
  holdForQuota,
  type QuotaGate,
  findFreeTimes,
  lockClaimed,
  holdPins,
  lockLine,
  lockSpacing,
  noteMove,
  readRules,
  type ClaimedPin,
  type Move,
  type Store,
  pauseDomain,
  type Db,
  type PinRow,
} from '../store/index.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';
import type { PinWork, PublisherDeps } from './step.ts';
import { spacedProblem } from '../domain/spacing/problems.ts';
import { linkDomain } from '../domain/links.ts';

export const quotaFull = (gate: Extract<QuotaGate, { kind: 'full' }>): Problem =>
  problem('PIN_RATE_LIMITED', {
    details: { limit: gate.allowed, windowSeconds: gate.windowSeconds, resetsAt: gate.endsAt },
  });

/**
 * Stores that the create request is about to leave, and counts it, if it may. Otherwise the Pin is held until it may:
 * nothing was tried, so no attempt is spent, and the account is free for what need not wait.
 * @returns 'open': the request must leave now; null: the lease was lost, so it must not
 */
export async function startCreate(
  { store, access, policy }: PublisherDeps,
  { pin }: Pick<PinWork, 'pin'>,
): Promise<PinOutcome | 'open' | null> {
  const gate = await access.startCreate(pin.identityId, pin);
  switch (gate.kind) {
    case 'open':
      return 'open';
    case 'lease_lost':
      return null;
    case 'taken':
      return { kind: 'again', step: 'preparing', delayMs: policy.ticketDelayMs };
    case 'paused':
      return {
        kind: 'held',
        reason: problem('PIN_LINK_PAUSED', {
          values: { domain: gate.domain, until: gate.until.toISOString() },
          details: { domain: gate.domain, until: gate.until.toISOString() },
        }),
        delayMs: gate.delayMs,
      };
    case 'crowded':
      return holdForSpacing(store, pin);
    case 'unreachable':
      return {
        kind: 'held',
        reason: problem('PINTEREST_UNAVAILABLE'),
        delayMs: nthDelay(policy.unreachableDelaysMs, pin.waits),
      };
    case 'full': {
      const reason = quotaFull(gate);
      await holdForQuota(store.db, pin.identityId, gate, reason);
      return { kind: 'held', reason, delayMs: gate.delayMs };
    }
  }
}

/** Retry delay when the recheck finds no violation: a rule was relaxed, or the gap ended, after the create gate. */
const soonMs = 1_000;

/**
 * Finds the time at which a Pin keeps the rules of its account, and holds the account's other due Pins likewise, each
 * until its own time, so that they are not claimed only to be held. This spreads the burst that follows an outage.
 * @returns null: the lease was lost, so nothing is stored.
 */
export function holdForSpacing(store: Store, pin: ClaimedPin): Promise<PinOutcome | null> {
  const { accountId, identityId } = pin;
  return store.transaction(async (tx) => {
    const soon: PinOutcome = { kind: 'again', step: 'preparing', delayMs: soonMs };
    // Lock order: Pin rows, then spacing rules.
    if (!(await lockClaimed(tx, pin))) return null;
    await lockSpacing(tx, [identityId]);
    const rules = (await readRules(tx, [identityId])).get(identityId);
    if (rules?.mode !== 'enforce') return soon;
    const { nowMs, pins: line } = await lockLine(tx, identityId);
    const waiting = [{ ...pin, wantedMs: nowMs }, ...line];
    const places = await findFreeTimes(tx, identityId, rules, waiting, { planned: false });
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

export const isSpam = (outcome: PinOutcome): boolean =>
  outcome.kind === 'failed' && outcome.problem.code === 'PIN_SPAM_BLOCKED';

/**
 * After a spam block the account's other Pins that link to the same domain wait: sending them makes it worse
 * (docs/pinterest.md, Creating Pins). They are held one by one as they fall due.
 */
export async function pauseDomainOf(
  db: Db,
  pin: Pick<PinRow, 'identityId' | 'link'>,
  policy: PublishPolicy,
): Promise<void> {
  const domain = linkDomain(pin.link);
  if (domain !== null) await pauseDomain(db, pin.identityId, domain, policy.linkPauseMs);
}
