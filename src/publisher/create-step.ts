import { readAnswer } from '../connection/index.ts';
import { LinchpinError, problem, refuse } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pin.ts';
import { PinterestError } from '../pinterest/index.ts';
import { findMedia, markSending, type PinRow } from '../store/index.ts';
import { pinBody, type PinImage } from './pin-body.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';
import type { PublisherDeps, Step } from './publisher.ts';

/** Sends the create request once, after storing that it is about to leave. */
export const createStep: Step = async (deps, { pin, signal, onResponse }) => {
  const { policy } = deps;
  const image = await loadImage(deps, pin);
  if (image === null)
    return {
      kind: 'failed',
      problem: problem('MEDIA_NOT_FOUND', { values: { mediaId: pin.mediaIds[0] ?? '' } }),
    };
  const body = pinBody(pin, image);
  let sent = false;
  try {
    return await deps.connections.use(
      pin.accountId,
      async (client): Promise<PinOutcome | null> => {
        if (!sent && !(await markSending(deps.store.db, pin))) return null;
        sent = true;
        const created = await client.pins.create(body, {
          signal,
          timeoutMs: policy.createTimeoutMs,
        });
        return { kind: 'published', pinterestPinId: created.id };
      },
      onResponse,
    );
  } catch (error) {
    if (error instanceof PinterestError) return afterError(error, pin, policy, sent);
    if (error instanceof LinchpinError && error.code === 'ACCOUNT_DISCONNECTED')
      return { kind: 'held', reason: error.problems[0], delayMs: null, refund: sent };
    throw error;
  }
};

/** What an error of the create request means for the Pin. `sent`: the attempt was counted. */
export function afterError(
  error: PinterestError,
  pin: Pick<PinRow, 'waits'>,
  policy: PublishPolicy,
  sent: boolean,
): PinOutcome {
  const answer = readAnswer(error);
  if (error.outcome === 'unknown' && error.operation === 'pins.create')
    return {
      kind: 'again',
      step: 'reconciling',
      delayMs: nthDelay(policy.reconcileDelaysMs, 0),
      problem: answer.problem,
    };
  if (answer.policy === 'fail') return { kind: 'failed', problem: answer.problem };
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

async function loadImage(deps: PublisherDeps, pin: PinRow): Promise<PinImage | null> {
  const [media] = await findMedia(deps.store.db, pin.workspaceId, pin.mediaIds.slice(0, 1));
  if (!media?.preparedKey) return null;
  const data = await deps.storage.readBuffer(media.preparedKey);
  if (media.preparedType !== 'image/jpeg' && media.preparedType !== 'image/png')
    throw refuse('MEDIA_FORMAT_UNSUPPORTED', { values: { format: media.format ?? 'unknown' } });
  return { data, contentType: media.preparedType, dominantColor: media.dominantColor };
}
