import { refusal } from '../../domain/errors/index.ts';
import { findPersonByLogin, forgetTries, replaceHash, uncountTry } from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { auditPerson } from './audit.ts';
import { addressLimit, limitTries, passwordLimit } from './tries.ts';

/**
 * The person with this name and password. A name that does not exist takes as long and is answered alike. What concerns
 * a person is in the audit log; a name that does not exist belongs to no workspace, and may be a password typed into the
 * wrong field.
 * @returns the id of the person. @throws LinchpinError SIGN_IN_FAILED, TOO_MANY_SIGN_INS
 */
export async function signInWithPassword(
  { store, passwords }: Pick<OperationDeps, 'store' | 'passwords'>,
  { login, password, address }: { login: string; password: string; address: string },
): Promise<string> {
  const limit = passwordLimit(login);
  await limitTries(store.db, [addressLimit(address), limit]);
  const person = await findPersonByLogin(store.db, login);
  const isRight = await passwords.verify(password, person?.passwordHash ?? null);
  if (person)
    await store.transaction((tx) =>
      auditPerson(tx, person.id, {
        operation: isRight ? 'people.signIn' : 'people.signInFailed',
        isActor: isRight,
        details: { by: 'password', address },
      }),
    );
  if (!person || !isRight) throw refusal('SIGN_IN_FAILED', { field: 'password' });
  await uncountTry(store.db, addressLimit(address).subject);
  await forgetTries(store.db, limit.subject);
  const { id, passwordHash } = person;
  if (passwordHash !== null && passwords.isOutdated(passwordHash))
    await replaceHash(store.db, id, passwordHash, await passwords.hash(password));
  return id;
}

/** Counts what is tried with a key or a link against the address: `work` counts as failed when it is refused. */
export async function countingTries<T>(
  { store }: Pick<OperationDeps, 'store'>,
  address: string,
  work: () => Promise<T>,
): Promise<T> {
  const limit = addressLimit(address);
  await limitTries(store.db, [limit]);
  const done = await work();
  await uncountTry(store.db, limit.subject);
  return done;
}
