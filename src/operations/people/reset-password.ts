import { hashKey, newToken } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { keepReset } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { requireMayManage, requireMember } from './members.ts';

/** Milliseconds a link that sets a password lives. Ours. */
const lifetimeMs = 24 * 3600_000;

export const resetPassword = implement('people.resetPassword', {
  scope: 'people:write',
  within: theWorkspace,
  async run(context, { personId }) {
    const { store, actor, workspaceId, links } = context;
    const member = await requireMember(store.db, workspaceId, personId);
    await requireMayManage(store.db, actor, personId);
    const token = newToken();
    const expiresAt = new Date(store.clock.nowMs() + lifetimeMs);
    await context.commit({ subject: { type: 'person', id: personId } }, (tx) =>
      keepReset(tx, personId, hashKey(token), expiresAt),
    );
    return {
      message: `Whoever opens this link sets the password of ${member.name}.`,
      url: links.letIn('reset', token),
      expiresAt: expiresAt.toISOString(),
    };
  },
  repeat: () => Promise.reject(refusal('LINK_ALREADY_SHOWN')),
});
