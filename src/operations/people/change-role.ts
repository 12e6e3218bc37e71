import { refusal } from '../../domain/errors/index.ts';
import { countOwners, lockMembers, setRole, type Member, type Tx } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { presentPerson, requireMayGive, requireMember } from './members.ts';

export const changeRole = implement('people.changeRole', {
  scope: 'people:write',
  within: theWorkspace,
  async run(context, { personId, role }) {
    const { workspaceId, actor } = context;
    requireMayGive(context, role);
    const member = await context.commit(
      { subject: { type: 'person', id: personId }, details: { role } },
      async (tx) => {
        const before = await lockMember(context, tx, personId);
        if (role !== 'owner') await requireOtherOwner(tx, workspaceId, before);
        await setRole(tx, workspaceId, personId, role);
        return requireMember(tx, workspaceId, personId);
      },
    );
    context.store.notifications.tell('linchpin_keys');
    return { message: `${member.name} is ${role} now.`, person: presentPerson(member, actor) };
  },
  async repeat({ store, workspaceId, actor }, personId) {
    const member = await requireMember(store.db, workspaceId, personId);
    return {
      message: `${member.name} is ${member.role}.`,
      person: presentPerson(member, actor),
    };
  },
});

/** A member whose role the caller may take; others who change members wait. @throws LinchpinError NOT_FOUND, ROLE_TOO_HIGH */
export async function lockMember(context: Context, tx: Tx, personId: string): Promise<Member> {
  await lockMembers(tx, context.workspaceId);
  const member = await requireMember(tx, context.workspaceId, personId);
  requireMayGive(context, member.role);
  return member;
}

/** @throws LinchpinError LAST_OWNER */
export async function requireOtherOwner(
  tx: Tx,
  workspaceId: string,
  { role, name }: Member,
): Promise<void> {
  if (role === 'owner' && (await countOwners(tx, workspaceId)) <= 1)
    throw refusal('LAST_OWNER', { field: 'personId', values: { name } });
}
