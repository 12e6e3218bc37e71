import { Counter, Histogram, type Registry } from 'prom-client';
import type { AttemptReport } from '../deliveries/index.ts';
import type { HttpObserver } from '../http/index.ts';
import type { RequestObserver } from '../pinterest/index.ts';
import type { StepObserver, StepReport } from '../publisher/index.ts';

/** Bounds in seconds: of what should take a moment, and of what may be late by days. */
const quick = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const late = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 6 * 3600, 24 * 3600];

/** What came of looking for a Pin whose answer was lost; null: the step was not the end of a search. */
function searchResult({ step, outcome }: StepReport): 'adopted' | 'absent' | 'unknown' | null {
  if (step !== 'reconciling' && step !== 'creating') return null;
  if (outcome.kind === 'published') return 'adopted';
  if (outcome.kind === 'again' && outcome.step === 'preparing') return 'absent';
  return outcome.kind === 'failed' && outcome.problem.code === 'PIN_OUTCOME_UNKNOWN'
    ? 'unknown'
    : null;
}

export function countSteps(registry: Registry): StepObserver {
  const registers = [registry];
  const publishLag = new Histogram({
    name: 'linchpin_publish_lag_seconds',
    help: 'From when a Pin was to go out, or was accepted if that was later, until it was published. Waits for an approval, a limit or a retry count.',
    buckets: late,
    registers,
  });
  const claimLag = new Histogram({
    name: 'linchpin_claim_lag_seconds',
    help: 'From when a step of a Pin fell due until a worker took it up.',
    buckets: late,
    registers,
  });
  const steps = new Counter({
    name: 'linchpin_pin_steps_total',
    help: 'Steps of publishing by how they ended, with the code of the reason.',
    labelNames: ['step', 'outcome', 'code'],
    registers,
  });
  const searches = new Counter({
    name: 'linchpin_reconcile_results_total',
    help: 'Lost answers: the Pin was found and adopted, proven absent, or left to a person.',
    labelNames: ['result'],
    registers,
  });
  for (const result of ['adopted', 'absent', 'unknown']) searches.inc({ result }, 0);
  return (report) => {
    const { outcome } = report;
    const reason =
      outcome.kind === 'published'
        ? undefined
        : outcome.kind === 'held'
          ? outcome.reason
          : outcome.problem;
    steps.inc({ step: report.step, outcome: outcome.kind, code: reason?.code ?? '' });
    claimLag.observe(report.claimLagMs / 1000);
    if (outcome.kind === 'published') publishLag.observe(report.lagMs / 1000);
    const result = searchResult(report);
    if (result !== null) searches.inc({ result });
  };
}

export function countRequests(registry: Registry): RequestObserver {
  const duration = new Histogram({
    name: 'linchpin_pinterest_request_duration_seconds',
    help: 'Requests to Pinterest by operation and status; status "none": no answer came.',
    labelNames: ['operation', 'status'],
    buckets: quick,
    registers: [registry],
  });
  return ({ operation, status, durationMs }) =>
    duration.observe({ operation, status: status ?? 'none' }, durationMs / 1000);
}

export function countLeases(registry: Registry): (pins: readonly unknown[]) => void {
  const taken = new Counter({
    name: 'linchpin_leases_taken_over_total',
    help: 'Pins this process took back from workers that stopped in the middle of their work.',
    registers: [registry],
  });
  return (pins) => taken.inc(pins.length);
}

export function countAttempts(registry: Registry): (attempt: AttemptReport) => void {
  const duration = new Histogram({
    name: 'linchpin_webhook_attempt_duration_seconds',
    help: 'Attempts to deliver an event to a webhook by what followed: delivered, again, dead (given up) or dropped (the webhook is off).',
    labelNames: ['outcome'],
    buckets: quick,
    registers: [registry],
  });
  return ({ state, durationMs }) =>
    duration.observe({ outcome: state === 'pending' ? 'again' : state }, durationMs / 1000);
}

export function countHttp(registry: Registry): HttpObserver {
  const duration = new Histogram({
    name: 'linchpin_http_request_duration_seconds',
    help: 'Requests to this server by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: quick,
    registers: [registry],
  });
  return ({ method, route, status, ms }) => duration.observe({ method, route, status }, ms / 1000);
}
