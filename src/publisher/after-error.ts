import { mapPinterestError } from '../pinterest-access/index.ts';
import type { PinOutcome } from '../domain/pins/pin.ts';
import { isBoardGone } from '../domain/pins/waits-for-person.ts';
import type { PinterestError } from '../pinterest/index.ts';
import type { PinRow } from '../store/index.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';

const creating: readonly string[] = ['pins.create', 'pins.save'];

/**
 * What an error of Pinterest means for the Pin. An answer that never came to a request that makes a Pin means
 * looking for it; to any other request it means trying again.
 * @param sent whether the attempt was counted.
 */
export function afterError(
  error: PinterestError,
  pin: Pick<PinRow, 'waits' | 'scheduledFor' | 'acceptedAt'>,
  policy: PublishPolicy,
  sent: boolean,
): PinOutcome {
  const answer = mapPinterestError(error);
  if (error.outcome === 'unknown' && creating.includes(error.operation))
    return {
      kind: 'again',
      step: 'reconciling',
      delayMs: nthDelay(policy.reconcileDelaysMs, 0),
      problem: answer.problem,
    };
  if (isBoardGone(answer.problem.code) && wasPlanned(pin))
    return { kind: 'held', reason: answer.problem, delayMs: null, asks: true, refund: sent };
  if (answer.disposition === 'final') return { kind: 'failed', problem: answer.problem };
  if (answer.disposition === 'permission')
    return {
      kind: 'held',
      reason: answer.problem,
      delayMs: policy.permissionDelayMs,
      refund: sent,
    };
  return {
    kind: 'held',
    reason: answer.problem,
    delayMs:
      error.kind === 'rate_limited'
        ? (error.retryAfterMs ?? policy.rateLimitDelayMs)
        : nthDelay(policy.unreachableDelaysMs, pin.waits),
    refund: sent,
  };
}

/**
 * Whether no request waits for the answer: the Pin is held then, and moved with the others of its board. One that is
 * published at once fails, so that who asked for it learns it at once.
 */
const wasPlanned = ({ scheduledFor, acceptedAt }: Pick<PinRow, 'scheduledFor' | 'acceptedAt'>) =>
  scheduledFor !== null && acceptedAt !== null && scheduledFor > acceptedAt;
