import type { Session } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { endSession, findSessionById, listSessions, type SessionRow } from '../../store/index.ts';
import type { Actor, Context } from '../context.ts';
import { implement } from '../operation.ts';
import { requireMayManage, requireMember } from '../people/members.ts';
import { requireScope } from '../permission.ts';
import { theWorkspace } from '../within.ts';

export const listOwnSessions = implement('sessions.list', {
  scope: null,
  within: theWorkspace,
  async run(context, { personId }) {
    const { store, actor } = context;
    if (personId !== undefined && personId !== actor.id) await requireManaged(context, personId);
    const whose =
      personId !== undefined || actor.type === 'person'
        ? { personId: personId ?? actor.id ?? '' }
        : { keyId: actor.id ?? '' };
    const rows = await listSessions(store.db, whose);
    return { sessions: rows.map((row) => present(row, actor)) };
  },
});

export const revokeSession = implement('sessions.revoke', {
  scope: null,
  within: theWorkspace,
  async run(context, { sessionId }) {
    const { store, actor } = context;
    const row = await findSessionById(store.db, sessionId);
    const isOwn = row && actor.id !== null && [row.personId, row.keyId].includes(actor.id);
    if (!row) throw refusal('NOT_FOUND', { field: 'sessionId' });
    if (!isOwn) {
      if (row.personId === null) throw refusal('NOT_FOUND', { field: 'sessionId' });
      await requireManaged(context, row.personId);
    }
    await context.commit(
      { subject: { type: 'session', id: sessionId }, details: { personId: row.personId } },
      (tx) => endSession(tx, sessionId),
    );
    store.notifications.tell('linchpin_keys'); // Before the answer, so that no request after it is let in.
    return ended;
  },
  repeat: () => Promise.resolve(ended),
});

const ended = { message: 'Session ended.' };

/** @throws LinchpinError INSUFFICIENT_PERMISSIONS, NOT_FOUND, ROLE_TOO_HIGH */
async function requireManaged(context: Context, personId: string): Promise<void> {
  requireScope(context, 'people:write');
  await requireMember(context.store.db, context.workspaceId, personId);
  await requireMayManage(context.store.db, context.actor, personId);
}

const present = (row: SessionRow, actor: Actor): Session => ({
  id: row.id,
  isCurrent: row.id === actor.sessionId,
  userAgent: row.userAgent,
  address: row.address,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.seenAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});
