import { hashKey } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import {
  endSessions,
  findPerson,
  findReset,
  forgetTries,
  setPassword,
  useReset,
  type Db,
  type PersonRow,
} from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { auditPerson } from './audit.ts';
import { requireGoodPassword } from './members.ts';
import { passwordLimit } from './tries.ts';

/**
 * Sets the password that a link was made for; every session of the person ends.
 * @returns the id of the person. @throws LinchpinError LINK_NOT_VALID, PASSWORD_WEAK
 */
export async function resetByLink(
  { store, passwords }: Pick<OperationDeps, 'store' | 'passwords'>,
  token: string,
  password: string,
): Promise<string> {
  const tokenHash = hashKey(token);
  // Before the password is hashed, which takes time and memory; and a link stays good after a weak one.
  const { login } = await requirePerson(store.db, await findReset(store.db, tokenHash));
  requireGoodPassword('password', password, login);
  const passwordHash = await passwords.hash(password);
  const personId = await store.transaction(async (tx) => {
    const person = await requirePerson(tx, await useReset(tx, tokenHash));
    await setPassword(tx, person.id, passwordHash);
    await endSessions(tx, { personId: person.id });
    await auditPerson(tx, person.id, { operation: 'people.setPassword', isActor: true });
    await forgetTries(tx, passwordLimit(person.login).subject);
    return person.id;
  });
  store.notifications.tell('linchpin_keys');
  return personId;
}

async function requirePerson(db: Db, id: string | undefined): Promise<PersonRow> {
  const person = id === undefined ? undefined : await findPerson(db, id);
  if (!person) throw refusal('LINK_NOT_VALID');
  return person;
}
