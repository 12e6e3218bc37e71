import { refusal, throwIfBlocked } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { liveFields } from '../../domain/pins/live-change.ts';
import { checkPinText } from '../../domain/pins/rules.ts';
import {
  findLivePins,
  findPost,
  insertPinChanges,
  listPinChanges,
  watchPost,
  type LivePin,
  type NewPinChange,
  type PinChangeRow,
} from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofPost } from '../within.ts';
import { requireLiveRights, whyNotNow } from './may-change.ts';
import { changeIsOpen } from './update.ts';
import { editOf } from './wanted-edit.ts';

interface Given {
  postId: string;
  accountId?: string | undefined;
}

export const unpublishPost = implement('posts.unpublish', {
  scope: 'pins:delete',
  within: ofPost,
  async run(context, given) {
    requireLiveRights(context, 'delete');
    const pins = await publishedPins(context, given);
    const ended = await changeAndWait(context, given, pins, 'delete', () => ({}));
    return unpublished(ended);
  },
  async repeat({ store, workspaceId }, batchId) {
    const page = { after: null, limit: 250 };
    return unpublished(await listPinChanges(store.db, [workspaceId], { batchId }, page));
  },
});

export const editLivePost = implement('posts.edit', {
  scope: 'pins:write',
  within: ofPost,
  async run(context, given) {
    requireLiveRights(context, 'edit');
    const description = given.content;
    throwIfBlocked(
      checkPinText(
        { title: null, description, link: null, altText: null, dominantColor: null },
        { title: '', description: 'content', link: '', altText: '', dominantColor: '' },
      ),
    );
    const pins = await publishedPins(context, given);
    const ended = await changeAndWait(context, given, pins, 'edit', () => ({ description }));
    return edited(context, pins, ended);
  },
  async repeat(context, batchId, given) {
    const pins = await publishedPins(context, given);
    const page = { after: null, limit: 250 };
    const { store, workspaceId } = context;
    const ended = await listPinChanges(store.db, [workspaceId], { batchId }, page);
    return edited(context, pins, ended);
  },
});

/** The live Pins of a post. @throws LinchpinError NOT_FOUND, POST_NOT_ON_PINTEREST */
async function publishedPins(context: Context, { postId, accountId }: Given): Promise<LivePin[]> {
  const { store, workspaceId } = context;
  const full = await findPost(store.db, workspaceId, postId);
  if (!full) throw refusal('NOT_FOUND', { field: 'postId' });
  const own = full.pins.filter(
    (pin) => pin.status === 'published' && (accountId === undefined || pin.accountId === accountId),
  );
  const found = await Promise.all(
    own.map(({ id }) => findLivePins(store.db, [workspaceId], { publicationId: id })),
  );
  const live = found.flat().filter(({ goneAt }) => goneAt === null);
  if (live.length === 0) throw refusal('POST_NOT_ON_PINTEREST', { field: 'postId' });
  return live;
}

/** Has the Pins of a post changed at once, and waits for the end as publishing does. */
async function changeAndWait(
  context: Context,
  { postId }: Given,
  pins: readonly LivePin[],
  kind: 'edit' | 'delete',
  wantedOf: (pin: LivePin) => { description?: string },
): Promise<PinChangeRow[]> {
  const { store, workspaceId, actor, clock } = context;
  const batchId = newId(clock());
  const changes: NewPinChange[] = [];
  for (const pin of pins) {
    const account = await requireAccount(context, pin.accountId);
    throwIfBlocked(await whyNotNow(context, account, pin, kind));
    changes.push({
      id: newId(clock()),
      identityId: pin.identityId,
      accountId: pin.accountId,
      workspaceId,
      pinterestPinId: pin.pinterestPinId,
      kind,
      ...editOf(liveFields(pin), wantedOf(pin)),
      askedBy: namedActor(actor),
      batchId,
      undoOf: null,
      delayMs: 0,
    });
  }
  const watch = watchPost(store.notifications, postId, true);
  try {
    const details = { postId, pinterestPinIds: pins.map(({ pinterestPinId }) => pinterestPinId) };
    await context.commit({ subject: { type: 'pin_change', id: batchId }, details }, async (tx) => {
      const [taken] = await insertPinChanges(tx, changes);
      if (taken !== undefined) throw changeIsOpen(taken);
    });
    const page = { after: null, limit: 250 };
    const read = () => listPinChanges(store.db, [workspaceId], { batchId }, page);
    const ended = await watch.until(
      async () => {
        const rows = await read();
        // One that waits for something says so at once.
        return rows.every(({ state, problem }) => state !== 'open' || problem !== null)
          ? rows
          : null;
      },
      context.publishWaitMs,
      500,
    );
    return ended ?? (await read());
  } finally {
    watch.stop();
  }
}

/** @throws LinchpinError the problem of the first that was not done. */
function unpublished(changes: readonly PinChangeRow[]) {
  throwFirst(changes);
  const waits = changes.some(({ state }) => state === 'open');
  return {
    success: true,
    message: waits
      ? 'The Pins are being deleted on Pinterest.'
      : 'The Pins were deleted on Pinterest.',
  };
}

async function edited(
  context: Context,
  [pin]: readonly LivePin[],
  changes: readonly PinChangeRow[],
) {
  throwFirst(changes);
  if (!pin) throw refusal('POST_NOT_ON_PINTEREST', { field: 'postId' });
  const waits = changes.some(({ state }) => state === 'open');
  return {
    success: true,
    id: pin.pinterestPinId,
    url: context.links.pin(await requireAccount(context, pin.accountId), pin.pinterestPinId),
    message: waits ? 'The Pin is being changed on Pinterest.' : 'The Pin was changed on Pinterest.',
  };
}

function throwFirst(changes: readonly PinChangeRow[]): void {
  throwIfBlocked(
    changes.flatMap(({ state, problem }) =>
      (state === 'refused' || state === 'conflict') && problem ? [problem] : [],
    ),
  );
}
