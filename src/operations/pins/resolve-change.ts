import { refusal } from '../../domain/errors/index.ts';
import { cancelPinChanges, lockPinChange, reopenPinChange } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofPinChange } from '../within.ts';
import { changeNow } from './delete.ts';
import { requireLiveRights } from './may-change.ts';
import { changeIsOpen } from './update.ts';

export const resolveChange = implement('pins.resolveChange', {
  scope: 'pins:write',
  within: ofPinChange,
  async run(context, { changeId, keep }) {
    const { workspaceId } = context;
    await context.commit(
      { subject: { type: 'pin_change', id: changeId }, details: { keep } },
      async (tx) => {
        const change = await lockPinChange(tx, workspaceId, changeId);
        if (!change) throw refusal('PIN_CHANGE_NOT_FOUND', { field: 'changeId' });
        const { state, kind } = change;
        if (kind !== 'save') requireLiveRights(context, kind);
        if (kind === 'save' || (state !== 'conflict' && state !== 'refused'))
          throw refusal('PIN_CHANGE_NOT_WAITING', { field: 'changeId', values: { state } });
        if (keep === 'theirs') return cancelPinChanges(tx, [changeId]);
        // What the person saw is what was shown as the conflict: another change since is asked about again.
        const before = { ...change.before, ...change.live };
        if (!(await reopenPinChange(tx, changeId, before)))
          throw changeIsOpen(change.pinterestPinId);
      },
    );
    return changeNow(context, changeId);
  },
  repeat: (context, id) => changeNow(context, id),
});
