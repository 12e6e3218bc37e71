import {
  addPinEvents,
  changePins,
  changePostRow,
  countUncertain,
  initialPinState,
  listUncertain,
  lockPost,
  type PinRow,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { requireScope } from '../permission.ts';
import { waitsForApproval } from '../posts/approval.ts';
import { spaceOut } from '../scheduling/space-out.ts';
import { theWorkspace } from '../within.ts';

/** Pins read per page. Each post is answered in a transaction of its own, so no lock is held for long. */
const batchSize = 100;

export const answerRestored = implement('restored.answer', {
  scope: 'posts:write',
  within: theWorkspace,
  async run(context, { outcome, pinIds }) {
    if (outcome === 'publish') requireScope(context, 'posts:publish');
    const { store, workspaceId } = context;
    let answered = 0;
    let after = '';
    for (;;) {
      const pins = await listUncertain(store.db, [workspaceId], {
        limit: batchSize,
        after,
        ...(pinIds && { pinIds }),
      });
      for (const postId of new Set(pins.map((pin) => pin.postId)))
        answered += await answerPost(context, postId, outcome, pinIds);
      after = pins.at(-1)?.pinId ?? after;
      if (pins.length < batchSize) break;
    }
    // The idempotency key is stored in the last transaction only, so a call that fails earlier can be repeated and
    // continues.
    const subject = { type: 'workspace', id: workspaceId } as const;
    await context.commit({ subject, details: { outcome, answered } }, () => Promise.resolve());
    return answer(context, outcome, answered);
  },
  repeat: (context, _workspaceId, { outcome }) => answer(context, outcome, 0),
});

async function answer(
  { store, workspaceId }: Context,
  outcome: 'publish' | 'discard',
  answered: number,
) {
  const pins = answered === 1 ? '1 Pin' : `${answered} Pins`;
  return {
    message: outcome === 'publish' ? `${pins} on the way now.` : `${pins} left out.`,
    answered,
    left: await countUncertain(store.db, [workspaceId]),
  };
}

const isUncertain = (pin: PinRow): boolean =>
  pin.status === 'held' && pin.heldReason?.code === 'PIN_RESTORED_UNCERTAIN';

/** @returns how many of its Pins were answered for. */
const answerPost = (
  context: Context,
  postId: string,
  outcome: 'publish' | 'discard',
  pinIds: readonly string[] | undefined,
): Promise<number> =>
  context.commit(
    { subject: { type: 'post', id: postId }, details: { outcome }, more: true },
    async (tx) => {
      const by = namedActor(context.actor);
      const locked = await lockPost(tx, context.workspaceId, postId);
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
    },
  );
