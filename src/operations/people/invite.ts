import { hashKey, newToken } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { deleteInvite, findInviteById, insertInvite } from '../../store/index.ts';
import { namedActor } from '../context.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { presentInvite } from './list.ts';
import { requireMayGive } from './members.ts';

export const createInvite = implement('invites.create', {
  scope: 'people:write',
  within: theWorkspace,
  async run(context, { role, note, expiresInHours }) {
    const { store, workspaceId, links } = context;
    requireMayGive(context, role);
    const token = newToken();
    const id = newId(context.clock());
    const row = await context.commit(
      { subject: { type: 'invite', id }, details: { role, ...(note && { note }) } },
      (tx) =>
        insertInvite(tx, {
          id,
          workspaceId,
          role,
          note: note || null,
          tokenHash: hashKey(token),
          createdBy: namedActor(context.actor),
          expiresAt: new Date(store.clock.nowMs() + expiresInHours * 3600_000),
        }),
    );
    return {
      message: 'Send this link to one person. It is shown only now, and works once.',
      invite: presentInvite(row),
      url: links.letIn('invite', token),
    };
  },
  repeat: () => Promise.reject(refusal('LINK_ALREADY_SHOWN')),
});

export const revokeInvite = implement('invites.revoke', {
  scope: 'people:write',
  within: theWorkspace,
  async run(context, { inviteId }) {
    const invite = await findInviteById(context.store.db, context.workspaceId, inviteId);
    if (!invite) throw refusal('NOT_FOUND', { field: 'inviteId' });
    await context.commit({ subject: { type: 'invite', id: inviteId } }, (tx) =>
      deleteInvite(tx, inviteId),
    );
    return taken;
  },
  repeat: () => Promise.resolve(taken),
});

const taken = { message: 'Invitation taken back.' };
