import { LinchpinError } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pins/pin.ts';
import { PinterestError, type Pin, type PinterestClient } from '../pinterest/index.ts';
import type { PinRow } from '../store/index.ts';
import { afterError } from './after-error.ts';
import { holdForAccount } from './hold-for-account.ts';
import { startCreate } from './gate.ts';
import { loadMedia, withoutMedia, type LoadedMedia } from './load-media.ts';
import { pinBody } from './pin-body.ts';
import type { PinWork, PublisherDeps, Step } from './step.ts';

/** Sends the create request once, after storing that it is about to leave. */
export const createStep: Step = async (deps, work) => {
  const { pin } = work;
  if (pin.kind === 'save') return send(deps, work, (client, options) => save(client, pin, options));
  let loaded: LoadedMedia;
  try {
    loaded = await loadMedia(deps, work);
  } catch (error) {
    if (error instanceof LinchpinError) return withoutMedia(error.problems[0], deps.policy);
    throw error;
  }
  try {
    const body = pinBody(pin, loaded.media);
    return await send(deps, work, (client, options) => client.pins.create(body, options));
  } finally {
    loaded.free();
  }
};

interface RequestOptions {
  signal: AbortSignal;
  timeoutMs: number;
}

async function send(
  deps: PublisherDeps,
  work: PinWork,
  request: (client: PinterestClient, options: RequestOptions) => Promise<Pin>,
): Promise<PinOutcome | null> {
  const { access, policy, journal, at } = deps;
  const { pin, lease, signal, onResponse } = work;
  let sent = false;
  try {
    await at?.('prepared', pin);
    return await access.use(
      pin.identityId,
      async (client): Promise<PinOutcome | null> => {
        if (!sent) {
          const gate = await startCreate(deps, work);
          if (gate !== 'open') return gate;
          sent = true;
          await journal.note({ kind: 'sending', pinId: pin.id, boardId: pin.boardId });
          await at?.('marked', pin);
        }
        const answer = request(client, { signal, timeoutMs: policy.createTimeoutMs });
        const [created] = await Promise.all([answer, at?.('sent', pin)]);
        await at?.('answered', pin);
        return { kind: 'published', pinterestPinId: created.id };
      },
      {
        requestClass: 'publish',
        onResponse,
        // A lease is not a fence: a process that was paused must notice before it asks for a Pin another may be making.
        mayLeave: () => lease.msLeft() >= policy.sendMarginMs,
      },
    );
  } catch (error) {
    if (error instanceof PinterestError) return afterError(error, pin, policy, sent);
    const held = holdForAccount(error, policy, sent);
    if (held) return held;
    throw error;
  }
}

const save = (client: PinterestClient, pin: PinRow, options: RequestOptions): Promise<Pin> =>
  client.pins.save(
    pin.parentPinId ?? '',
    {
      board_id: pin.boardId,
      ...(pin.sectionId !== null && { board_section_id: pin.sectionId }),
    },
    options,
  );
