import type { Readable } from 'node:stream';
import { mapPinterestError } from '../pinterest-access/index.ts';
import { LinchpinError, problem, refusal, type Problem } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pins/pin.ts';
import { PinterestError, type Media, type PinterestClient } from '../pinterest/index.ts';
import type { ClaimedPin, PinRow } from '../store/index.ts';
import { afterError } from './after-error.ts';
import { quotaFull } from './gate.ts';
import { createStep } from './create-step.ts';
import { withoutMedia } from './load-media.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';
import type { PinWork, PublisherDeps, Step } from './step.ts';

/**
 * A video is uploaded before its Pin is made: `uploading` registers it and sends the file, `processing` waits for
 * Pinterest without holding a lease. An interrupted upload starts again: nothing of it was published.
 */
export const prepareStep: Step = async (deps, work) => {
  if (work.pin.kind !== 'video') return createStep(deps, work);
  const step = work.pin.uploadId === null ? 'uploading' : 'processing';
  return { kind: 'again', step, delayMs: 0 };
};

export const uploadStep: Step = async (deps, work) => {
  const { access, policy, at } = deps;
  const { pin, signal, onResponse } = work;
  let file: VideoFile;
  try {
    file = await videoFile(deps, pin);
  } catch (error) {
    if (error instanceof LinchpinError) return withoutMedia(error.problems[0], policy);
    throw error;
  }
  const closed = await mediaGate(deps, work, 'media.register');
  if (closed !== null) return closed;
  try {
    await at?.('registering', pin);
    // Two access.use calls: the rate limit headers of the first are stored before the long upload.
    const registration = await access.use(
      pin.identityId,
      (client) => client.media.register({ signal }),
      { requestClass: 'publish', onResponse },
    );
    await at?.('registered', pin);
    const options = { signal, onResponse, timeoutMs: policy.uploadStallMs };
    await access.use(
      pin.identityId,
      (client) =>
        Promise.all([client.media.upload(registration, file, options), at?.('uploading', pin)]),
      { requestClass: 'publish' },
    );
    await at?.('uploaded', pin);
    return {
      kind: 'again',
      step: 'processing',
      delayMs: nthDelay(policy.processingDelaysMs, 0),
      uploadId: registration.media_id,
    };
  } catch (error) {
    if (error instanceof LinchpinError) return withoutMedia(error.problems[0], policy);
    if (!(error instanceof PinterestError)) throw error;
    return afterUploadError(error, pin, policy);
  }
};

export const processStep: Step = async (deps, work) => {
  const { pin, signal, onResponse } = work;
  const uploadId = pin.uploadId;
  if (uploadId === null) return { kind: 'again', step: 'uploading', delayMs: 0 };
  const closed = await mediaGate(deps, work, 'media.get');
  if (closed !== null) return closed;
  let media: Media;
  try {
    const read = (client: PinterestClient) => client.media.get(uploadId, { signal });
    media = await deps.access.use(pin.identityId, read, {
      requestClass: 'publish',
      onResponse,
    });
  } catch (error) {
    if (!(error instanceof PinterestError)) throw error;
    return error.kind === 'not_found'
      ? afresh(pin, deps.policy)
      : afterError(error, pin, deps.policy, false);
  }
  switch (media.status) {
    case 'succeeded':
      await deps.at?.('processed', pin);
      return createStep(deps, work);
    case 'failed':
      return failed(problem('VIDEO_PROCESSING_FAILED'));
    default:
      return stillProcessing(pin, deps.policy);
  }
};

/** Registering spends a write and looking spends a read; where none is left, the video waits for the next window. */
async function mediaGate(
  { access }: PublisherDeps,
  { pin }: PinWork,
  operation: 'media.register' | 'media.get',
): Promise<PinOutcome | null> {
  const gate = await access.gate(pin.identityId, operation, 'publish');
  return gate.kind === 'open'
    ? null
    : { kind: 'held', reason: quotaFull(gate), delayMs: gate.delayMs };
}

/** A video that takes too long is registered and uploaded once more; after that its Pin fails. */
export function stillProcessing(
  pin: Pick<PinRow, 'uploadSince' | 'uploadRound' | 'updatedAt' | 'waits'>,
  policy: PublishPolicy,
): PinOutcome {
  const sinceMs = pin.updatedAt.getTime() - (pin.uploadSince ?? pin.updatedAt).getTime();
  if (sinceMs >= policy.processingForMs) return afresh(pin, policy);
  return {
    kind: 'again',
    step: 'processing',
    delayMs: nthDelay(policy.processingDelaysMs, pin.waits + 1),
  };
}

const afresh = (pin: Pick<PinRow, 'uploadRound'>, policy: PublishPolicy): PinOutcome =>
  pin.uploadRound < policy.uploadRounds
    ? { kind: 'again', step: 'uploading', delayMs: 0 }
    : failed(
        problem('VIDEO_PROCESSING_TIMEOUT', {
          values: { minutes: Math.round(policy.processingForMs / 60_000) },
        }),
      );

const passing: readonly PinterestError['kind'][] = ['server', 'network', 'timeout', 'aborted'];

/**
 * A refusal by Pinterest's storage is retried with a new registration, up to uploadTries. Server and network errors are
 * retried like Pinterest's.
 */
function afterUploadError(
  error: PinterestError,
  pin: Pick<PinRow, 'waits' | 'problem' | 'scheduledFor' | 'acceptedAt'>,
  policy: PublishPolicy,
): PinOutcome {
  if (error.operation !== 'media.upload' || passing.includes(error.kind))
    return afterError(error, pin, policy, false);
  // Without a problem the waits before were for other reasons.
  const refusals = pin.problem === null ? 0 : pin.waits;
  if (error.s3Code === 'EntityTooLarge' || refusals >= policy.uploadTries) {
    const values = { reason: error.s3Code ?? error.message };
    const details = mapPinterestError(error).problem.details ?? {};
    return failed(problem('VIDEO_UPLOAD_FAILED', { values, details }));
  }
  return {
    kind: 'again',
    step: 'uploading',
    delayMs: nthDelay(policy.unreachableDelaysMs, pin.waits),
    problem: mapPinterestError(error).problem,
  };
}

/** @throws LinchpinError MEDIA_NOT_FOUND, MEDIA_FILE_MISSING, MEDIA_FILE_UNREADABLE */
async function videoFile(deps: PublisherDeps, pin: ClaimedPin): Promise<VideoFile> {
  const [mediaId = ''] = pin.mediaIds;
  const media = pin.media.find(({ id }) => id === mediaId);
  if (!media?.preparedKey) throw refusal('MEDIA_NOT_FOUND', { values: { mediaId } });
  const key = media.preparedKey;
  const size = await deps.storage.size(key);
  if (size === null) throw refusal('MEDIA_FILE_MISSING');
  return { open: () => deps.storage.read(key), size, filename: media.filename ?? 'video.mp4' };
}

interface VideoFile {
  open: () => Readable;
  size: number;
  filename: string;
}

const failed = (reason: Problem): PinOutcome => ({ kind: 'failed', problem: reason });
