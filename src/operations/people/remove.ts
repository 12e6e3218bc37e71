import { removeMember } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { lockMember, requireOtherOwner } from './change-role.ts';

export const removePerson = implement('people.remove', {
  scope: 'people:write',
  within: theWorkspace,
  async run(context, { personId }) {
    const { workspaceId, store } = context;
    const name = await context.commit({ subject: { type: 'person', id: personId } }, async (tx) => {
      const member = await lockMember(context, tx, personId);
      await requireOtherOwner(tx, workspaceId, member);
      await removeMember(tx, workspaceId, personId);
      return member.name;
    });
    store.notifications.tell('linchpin_keys'); // Before the answer, so that no request after it is let in.
    return { message: `${name} is not in this workspace any more.` };
  },
  repeat: () => Promise.resolve({ message: 'Removed from this workspace.' }),
});
