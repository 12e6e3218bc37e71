import { LinchpinError, problem } from '../domain/errors/index.ts';
import type { PinOutcome, PinStep } from '../domain/pin.ts';
import type { Connections } from '../connection/index.ts';
import type { Handler, Lease } from '../jobs/index.ts';
import type { MediaStorage } from '../media/index.ts';
import type { RequestReport } from '../pinterest/index.ts';
import {
  finishPin,
  type ClaimedPin,
  type MediaRow,
  type PinEvent,
  type Store,
} from '../store/index.ts';
import { createByteBudget, type ByteBudget } from './byte-budget.ts';
import type { CrashPoint } from './crash-point.ts';
import type { PublishPolicy } from './policy.ts';
import { reconcileStep } from './reconcile-step.ts';
import { reportStep, type StepObserver } from './report.ts';
import { isSpam, pauseDomainOf } from './spam-pause.ts';
import { prepareStep, processStep, uploadStep } from './video-steps.ts';

export interface PublisherDeps {
  store: Store;
  connections: Connections;
  storage: MediaStorage;
  policy: PublishPolicy;
  /** Room for the pictures of requests under way. */
  pictureBytes: ByteBudget;
  /** Public address of a file as it was given, for what cannot travel as bytes. */
  originalUrl(media: Pick<MediaRow, 'id' | 'filename'>): string;
  /** Hears of every step that ended and was stored. */
  onStep?: StepObserver | undefined;
  /** For tests that stop the process in the middle; absent otherwise. */
  at?: CrashPoint | undefined;
}

/** One claimed Pin and everything a step needs to work on it. */
export interface PinWork {
  pin: ClaimedPin;
  signal: AbortSignal;
  lease: Lease;
  onResponse: (report: RequestReport) => void;
}

/** Works on a Pin; null: the lease was lost, so nothing may be stored. */
export type Step = (deps: PublisherDeps, work: PinWork) => Promise<PinOutcome | null>;

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
    const outcome =
      pin.claims > deps.policy.maxClaims
        ? givenUp(pin)
        : await steps[pin.step ?? 'preparing'](deps, { pin, signal, lease, onResponse }).catch(
            held,
          );
    if (outcome === null) return;
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
    if (stored) deps.onStep?.(reportStep(pin, outcome, requests, performance.now() - began));
    await deps.at?.('recorded', pin);
  };
}

/** A Pin whose account must be connected again waits for that, whatever step it is in. */
function held(error: unknown): PinOutcome {
  if (error instanceof LinchpinError && error.code === 'ACCOUNT_DISCONNECTED')
    return { kind: 'held', reason: error.problems[0], delayMs: null };
  throw error;
}

const givenUp = (pin: ClaimedPin): PinOutcome => ({
  kind: 'failed',
  problem:
    pin.step === 'reconciling'
      ? problem('PIN_OUTCOME_UNKNOWN')
      : problem('PIN_GAVE_UP', { values: { count: pin.claims - 1 } }),
});
