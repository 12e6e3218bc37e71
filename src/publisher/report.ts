import type { PinOutcome, PinStep } from '../domain/pins/pin.ts';
import type { RequestReport } from '../pinterest/index.ts';
import type { ClaimedPin } from '../store/index.ts';

/** One finished step of a Pin, for logs and figures. Holds no content. */
export interface StepReport {
  pinId: string;
  postId: string;
  accountId: string;
  workspaceId: string;
  step: PinStep;
  outcome: PinOutcome;
  /** Create requests counted when the step began. */
  attempt: number;
  /** Milliseconds the step took. */
  ms: number;
  /** Milliseconds from when the step fell due until a worker took it up, by the database's clock. */
  claimLagMs: number;
  /** Milliseconds from when the Pin was to go out, or was accepted, if that was later, until now. */
  lagMs: number;
  /** Of the last answer of Pinterest; null: none came, or it named none. */
  requestId: string | null;
}

export type StepObserver = (report: StepReport) => void;

/** What a finished step comes to. The claim set `updatedAt` by the database's clock. */
export function reportStep(
  pin: ClaimedPin,
  outcome: PinOutcome,
  requests: readonly RequestReport[],
  ms: number,
): StepReport {
  const claimedMs = pin.updatedAt.getTime();
  const wantedMs = Math.max(
    pin.scheduledFor?.getTime() ?? 0,
    (pin.acceptedAt ?? pin.createdAt).getTime(),
  );
  return {
    pinId: pin.id,
    postId: pin.postId,
    accountId: pin.accountId,
    workspaceId: pin.workspaceId,
    step: pin.step ?? 'preparing',
    outcome,
    attempt: pin.attempts,
    ms: Math.round(ms),
    claimLagMs: Math.max(claimedMs - (pin.dueAt?.getTime() ?? claimedMs), 0),
    lagMs: Math.max(Math.round(claimedMs + ms - wantedMs), 0),
    requestId: requests.findLast((request) => request.requestId !== null)?.requestId ?? null,
  };
}
