import { answerWaiting, waitingKinds } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { requireLiveRights } from './may-change.ts';

export const answerChanges = implement('pins.answerChanges', {
  scope: 'pins:write',
  within: theWorkspace,
  async run(context, { batchId, keep }) {
    const { workspaceId } = context;
    const which = batchId === undefined ? ({ fromBackup: true } as const) : { batchId };
    const subject = { type: 'workspace', id: workspaceId } as const;
    return context.commit({ subject, details: { batchId, keep } }, async (tx) => {
      for (const kind of await waitingKinds(tx, workspaceId, which))
        if (kind !== 'save') requireLiveRights(context, kind);
      return { answered: await answerWaiting(tx, workspaceId, which, keep) };
    });
  },
  repeat: () => Promise.resolve({ answered: 0 }),
});
