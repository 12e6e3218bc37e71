import { z } from 'zod';
import { AnsweredRestored, AnswerRestoredInput, RestoredPins } from '../../../contract/index.ts';
import {
  addPinEvents,
  changePins,
  changePostRow,
  countUncertain,
  initialPinState,
  listUncertain,
  lockPost,
  type PinRow,
} from '../../../store/index.ts';
import type { Context } from '../../context.ts';
import { operation } from '../../operation.ts';
import { waitsForApproval } from '../../posts/approval.ts';
import { spaceOut } from '../../scheduling/space-out.ts';

/** Pins named at most; a person looks at Pinterest for the rest. */
const namedPins = 100;

export const listRestored = operation({
  name: 'restored.list',
  summary: 'Lists Pins that were due between a backup and its restore and may be out already',
  scope: 'read',
  destructive: false,
  input: z.object({}),
  output: RestoredPins,
  async run({ store, actor }) {
    const [count, pins] = await Promise.all([
      countUncertain(store.db, actor.workspaceId),
      listUncertain(store.db, actor.workspaceId, { limit: namedPins }),
    ]);
    return {
      count,
      pins: pins.map(({ scheduledFor, details, ...pin }) => ({
        ...pin,
        scheduledFor: scheduledFor?.toISOString() ?? null,
        backupTakenAt: details.takenAt,
        candidates: details.candidates ?? [],
      })),
    };
  },
});

/** Pins of one transaction: none of them keeps workers from the others for long. */
const batchSize = 100;

export const answerRestored = operation({
  name: 'restored.answer',
  summary: 'Answers for all such Pins at once: publish them now, or leave them out',
  scope: 'write',
  destructive: true,
  input: AnswerRestoredInput,
  output: AnsweredRestored,
  async run(context, { outcome, pinIds }) {
    const { store, actor } = context;
    let answered = 0;
    let after = '';
    for (;;) {
      const pins = await listUncertain(store.db, actor.workspaceId, {
        limit: batchSize,
        after,
        ...(pinIds && { pinIds }),
      });
      for (const postId of new Set(pins.map((pin) => pin.postId)))
        answered += await answerPost(context, postId, outcome, pinIds);
      after = pins.at(-1)?.pinId ?? after;
      if (pins.length < batchSize) break;
    }
    const left = await countUncertain(store.db, actor.workspaceId);
    const pins = answered === 1 ? '1 Pin' : `${answered} Pins`;
    return {
      message: outcome === 'publish' ? `${pins} on the way now.` : `${pins} left out.`,
      answered,
      left,
    };
  },
});

const isUncertain = (pin: PinRow): boolean =>
  pin.status === 'held' && pin.heldReason?.code === 'PIN_RESTORED_UNCERTAIN';

/** @returns how many of its Pins were answered for. */
const answerPost = (
  context: Context,
  postId: string,
  outcome: 'publish' | 'discard',
  pinIds: readonly string[] | undefined,
): Promise<number> =>
  context.store.transaction(async (tx) => {
    const { workspaceId, keyName: by } = context.actor;
    const locked = await lockPost(tx, workspaceId, postId);
    const pins = (locked?.pins ?? []).filter(
      (pin) => isUncertain(pin) && pin.leaseOwner === null && (pinIds?.includes(pin.id) ?? true),
    );
    if (!locked || pins.length === 0) return 0;
    const waits = waitsForApproval(locked.post);
    await changePostRow(tx, postId, {});
    await changePins(
      tx,
      pins.map(({ id }) => id),
      outcome === 'publish'
        ? {
            ...initialPinState,
            status: 'scheduled',
            dueAt: waits ? null : new Date(context.clock()),
          }
        : { status: 'cancelled', step: null, dueAt: null, heldReason: null },
    );
    for (const pin of pins)
      await addPinEvents(tx, pin.id, pin.attempts, [
        {
          kind: 'resolved',
          detail: { by, outcome: outcome === 'publish' ? 'not_published' : 'discarded' },
        },
      ]);
    if (outcome === 'publish') await spaceOut(context, tx, [postId]);
    return pins.length;
  });
