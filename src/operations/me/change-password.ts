import { refusal } from '../../domain/errors/index.ts';
import { dropReset, endSessions, findPerson, forgetTries, setPassword } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { requireGoodPassword } from '../people/members.ts';
import { passwordLimit, limitTries } from '../people/tries.ts';
import { everyWorkspace } from '../within.ts';

/** Takes no idempotency key: that would keep a quick hash of the password. */
export const changePassword = implement('me.changePassword', {
  scope: null,
  within: everyWorkspace,
  async run(context, { currentPassword, newPassword }) {
    const { actor, store, passwords } = context;
    const person =
      actor.type === 'person' && actor.id !== null ? await findPerson(store.db, actor.id) : null;
    if (!person) throw refusal('PERSON_REQUIRED');
    const limit = passwordLimit(person.login);
    await limitTries(store.db, [limit]);
    if (!(await passwords.verify(currentPassword, person.passwordHash)))
      throw refusal('PASSWORD_WRONG', { field: 'currentPassword' });
    await forgetTries(store.db, limit.subject);
    requireGoodPassword('newPassword', newPassword, person.login);
    const hash = await passwords.hash(newPassword);
    await context.commit({ subject: { type: 'person', id: person.id } }, async (tx) => {
      await setPassword(tx, person.id, hash);
      await dropReset(tx, person.id);
      await endSessions(tx, { personId: person.id }, actor.sessionId);
    });
    store.notifications.tell('linchpin_keys');
    return { message: 'Password changed. Everywhere else you are signed out.' };
  },
});
