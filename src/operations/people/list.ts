import type { Invite } from '../../contract/index.ts';
import { isRole } from '../../domain/roles.ts';
import { listInvites, listMembers, type InviteRow } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { presentPerson } from './members.ts';

export const listPeople = implement('people.list', {
  scope: 'people:read',
  within: theWorkspace,
  async run({ store, actor, workspaceId }) {
    const [members, invites] = await Promise.all([
      listMembers(store.db, workspaceId),
      listInvites(store.db, workspaceId),
    ]);
    return {
      people: members.map((member) => presentPerson(member, actor)),
      invites: invites.map(presentInvite),
    };
  },
});

export const presentInvite = (row: InviteRow): Invite => ({
  id: row.id,
  role: isRole(row.role) ? row.role : 'viewer',
  note: row.note,
  createdBy: row.createdBy.name,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});
