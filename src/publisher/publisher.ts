import { problem } from '../domain/errors/index.ts';
import type { PinOutcome, PinStep } from '../domain/pins/pin.ts';
import type { Handler } from '../jobs/index.ts';
import type { RequestReport } from '../pinterest/index.ts';
import { finishPin, wakeUnreachable, type ClaimedPin, type PinEvent } from '../store/index.ts';
import { createByteBudget } from './byte-budget.ts';
import { holdForAccount } from './hold-for-account.ts';
import { journalOutcome } from './journal-outcome.ts';
import { reconcileStep } from './reconcile-step.ts';
import { reportStep } from './report.ts';
import { isSpam, pauseDomainOf } from './gate.ts';
import type { PublisherDeps, Step } from './step.ts';
import { prepareStep, processStep, uploadStep } from './video-steps.ts';

/**
 * What happens in each step. `creating` is never entered from here: a Pin found in it was left by a worker that
 * died, and the store has already moved it to `reconciling`.
 */
const steps: Record<PinStep, Step> = {
  preparing: prepareStep,
  uploading: uploadStep,
  processing: processStep,
  creating: reconcileStep,
  reconciling: reconcileStep,
};

/** The handler of due Pins: runs the step, then stores its outcome and timeline together. */
export function createPublisher(options: Omit<PublisherDeps, 'pictureBytes'>): Handler<ClaimedPin> {
  const deps = { ...options, pictureBytes: createByteBudget(options.policy.pictureBytes) };
  return async (pin, signal, lease) => {
    await deps.at?.('claimed', pin);
    const began = performance.now();
    const requests: RequestReport[] = [];
    const onResponse = (report: RequestReport) => void requests.push(report);
    const refused = pin.claims > deps.policy.maxClaims ? givenUp(pin) : heldUntilLinked(pin);
    const outcome =
      refused ??
      (await steps[pin.step ?? 'preparing'](deps, { pin, signal, lease, onResponse }).catch(
        (error: unknown) => {
          const held = holdForAccount(error, deps.policy);
          if (held) return held;
          throw error;
        },
      ));
    if (outcome === null) return;
    await journalOutcome(deps.journal, pin, outcome, requests);
    const events: PinEvent[] = [
      ...requests.map((report): PinEvent => ({ kind: 'request', detail: { ...report } })),
      { kind: outcome.kind, detail: { from: pin.step, ...outcome } },
    ];
    const stored = isSpam(outcome)
      ? await deps.store.transaction(async (tx) => {
          const finished = await finishPin(tx, pin, outcome, events);
          if (finished) await pauseDomainOf(tx, pin, deps.policy);
          return finished;
        })
      : await finishPin(deps.store.db, pin, outcome, events);
    if (stored && endsSilence(pin, outcome)) await wakeUnreachable(deps.store.db, pin.identityId);
    if (stored) deps.onStep?.(reportStep(pin, outcome, requests, performance.now() - began));
    await deps.at?.('recorded', pin);
  };
}

/**
 * A Pin whose account was disconnected waits, whatever put it in line again: its Pinterest user may be connected in
 * another workspace, whose sign-in would send it. A search is finished, as something may have been sent before.
 */
function heldUntilLinked({ disconnectedUsername: username, step }: ClaimedPin): PinOutcome | null {
  if (username === null || step === 'creating' || step === 'reconciling') return null;
  const reason = problem('ACCOUNT_DISCONNECTED', { values: { username } });
  return { kind: 'held', reason, delayMs: null };
}

/** Whether a search got its first answer after an outage: other Pins of the user were held until then. */
const endsSilence = (pin: ClaimedPin, outcome: PinOutcome): boolean =>
  pin.problem?.code === 'PINTEREST_UNAVAILABLE' &&
  outcome.kind !== 'held' &&
  !(outcome.kind === 'again' && outcome.problem?.code === 'PINTEREST_UNAVAILABLE');

const givenUp = (pin: ClaimedPin): PinOutcome => ({
  kind: 'failed',
  problem:
    pin.step === 'reconciling'
      ? problem('PIN_OUTCOME_UNKNOWN')
      : problem('PIN_GAVE_UP', { values: { count: pin.claims - 1 } }),
});
