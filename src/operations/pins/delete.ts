import { refusal, throwIfBlocked } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { findPinChange, hideLivePin, insertPinChanges } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { requireLiveRights, whyNotNow } from './may-change.ts';
import { presentChange } from './present-change.ts';
import { ofPin, requireLivePin } from './the-pin.ts';
import { changeIsOpen } from './update.ts';

export const deleteLivePin = implement('pins.delete', {
  scope: 'pins:delete',
  within: ofPin,
  async run(context, given) {
    requireLiveRights(context, 'delete');
    const pin = await requireLivePin(context, given);
    const account = await requireAccount(context, pin.accountId);
    throwIfBlocked(await whyNotNow(context, account, pin, 'delete'));
    const id = newId(context.clock());
    const { pinterestPinId, identityId } = pin;
    await context.commit(
      { subject: { type: 'pin_change', id }, details: { pinterestPinId } },
      async (tx) => {
        const taken = await insertPinChanges(tx, [
          {
            id,
            identityId,
            accountId: account.id,
            workspaceId: context.workspaceId,
            pinterestPinId,
            kind: 'delete',
            before: {},
            wanted: {},
            askedBy: namedActor(context.actor),
            batchId: null,
            undoOf: null,
            delayMs: given.delaySeconds * 1000,
          },
        ]);
        if (taken.length > 0) throw changeIsOpen(pinterestPinId);
      },
    );
    return changeNow(context, id);
  },
  repeat: (context, id) => changeNow(context, id),
});

/** A change as it is now. @throws LinchpinError PIN_CHANGE_NOT_FOUND */
export async function changeNow({ store, workspaceId }: Context, id: string) {
  const change = await findPinChange(store.db, workspaceId, id);
  if (!change) throw refusal('PIN_CHANGE_NOT_FOUND', { field: 'changeId' });
  return { change: presentChange(change) };
}

export const hidePin = implement('pins.hide', {
  scope: 'pins:write',
  within: ofPin,
  async run(context, given) {
    const pin = await requireLivePin(context, given);
    const { pinterestPinId, accountId } = pin;
    await context.commit(
      { subject: { type: 'live_pin', id: pinterestPinId }, details: { hidden: given.hidden } },
      (tx) => hideLivePin(tx, context.workspaceId, pin, given.hidden),
    );
    return { pinterestPinId, accountId, hidden: given.hidden };
  },
  async repeat(context, pinterestPinId, given) {
    const { accountId } = await requireLivePin(context, given);
    return { pinterestPinId, accountId, hidden: given.hidden };
  },
});
