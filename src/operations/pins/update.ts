import type { UpdatedLivePin } from '../../contract/index.ts';
import {
  refusal,
  throwIfBlocked,
  type LinchpinError,
  type Problem,
} from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { fieldsOf, liveFields, type LiveFields } from '../../domain/pins/live-change.ts';
import { findLivePins, findPinChange, insertPinChanges, type LivePin } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { requireLiveRights, whyNotNow } from './may-change.ts';
import { presentChange } from './present-change.ts';
import { presentLivePin } from './present.ts';
import { ofPin, readAgain, requireLivePin } from './the-pin.ts';
import { checkEdit, destination, editOf } from './wanted-edit.ts';

export const updateLivePin = implement('pins.update', {
  scope: 'pins:write',
  within: ofPin,
  async run(context, given) {
    requireLiveRights(context, 'edit');
    const { pin, warnings } = await readPin(context, given);
    const account = await requireAccount(context, pin.accountId);
    if (given.changedAt !== undefined && Date.parse(given.changedAt) !== pin.changedAt.getTime())
      throw refusal('LIVE_PIN_CHANGED', {
        field: 'changedAt',
        details: { changedAt: pin.changedAt.toISOString() },
      });
    const { title, description, link, altText, slides } = given;
    const seen = { ...liveFields(pin), ...present(given.seen ?? {}) };
    const asked = {
      ...present({ title, description, link, altText, slides }),
      ...(await destination(context, account, given, seen.boardId)),
    };
    const edit = editOf(seen, asked);
    throwIfBlocked([
      ...(await whyNotNow(context, account, pin, 'edit')),
      ...checkEdit(edit.wanted, seen),
    ]);
    if (fieldsOf(edit.wanted).length === 0) throw refusal('LIVE_PIN_NOTHING_TO_CHANGE');
    const id = newId(context.clock());
    await context.commit(
      {
        subject: { type: 'pin_change', id },
        details: { pinterestPinId: pin.pinterestPinId, fields: fieldsOf(edit.wanted) },
      },
      async (tx) => {
        const taken = await insertPinChanges(tx, [
          {
            id,
            identityId: pin.identityId,
            accountId: account.id,
            workspaceId: context.workspaceId,
            pinterestPinId: pin.pinterestPinId,
            kind: 'edit',
            ...edit,
            askedBy: namedActor(context.actor),
            batchId: null,
            undoOf: null,
            delayMs: 0,
          },
        ]);
        if (taken.length > 0) throw changeIsOpen(pin.pinterestPinId);
      },
    );
    return updated(context, id, warnings);
  },
  repeat: (context, id) => updated(context, id, []),
});

export const changeIsOpen = (pinId: string): LinchpinError =>
  refusal('LIVE_PIN_CHANGE_OPEN', { field: 'pinId', values: { pinId } });

/**
 * The Pin as it is known. One that was published and never read since, or whose images are to be given other words, is
 * read first: what is compared must be in Pinterest's own writing.
 */
async function readPin(
  context: Context,
  given: { pinId: string; accountId?: string | undefined; slides?: unknown },
): Promise<{ pin: LivePin; warnings: Problem[] }> {
  const known = await requireLivePin(context, given);
  const isUnread =
    known.createdAt === null || (given.slides !== undefined && known.media.slides === undefined);
  if (!isUnread) return { pin: known, warnings: [] };
  const warnings = await readAgain(context, given, [known]);
  return { pin: await requireLivePin(context, given), warnings };
}

const present = (fields: { [Name in keyof LiveFields]?: LiveFields[Name] | undefined }) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<LiveFields>; // Only what is undefined was left out.

async function updated(
  context: Context,
  id: string,
  warnings: readonly Problem[],
): Promise<UpdatedLivePin> {
  const { store, workspaceId, links } = context;
  const change = await findPinChange(store.db, workspaceId, id);
  if (!change) throw refusal('PIN_CHANGE_NOT_FOUND', { field: 'changeId' });
  const { pinterestPinId, accountId } = change;
  const [pin] = await findLivePins(store.db, [workspaceId], { pinterestPinId, accountId });
  if (!pin) throw refusal('LIVE_PIN_NOT_FOUND', { values: { pinId: pinterestPinId } });
  return {
    change: presentChange(change),
    pin: presentLivePin(pin, await requireAccount(context, accountId), links),
    ...(warnings.length > 0 && { warnings: [...warnings] }),
  };
}
