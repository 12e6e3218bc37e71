import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  endSessions,
  findPersonByLogin,
  findPersonByOidc,
  insertPerson,
  linkOidc,
  type Tx,
} from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { join } from './sign-in.ts';

/** Claims of an identity provider about a person; the address only if it was verified there. */
interface Identity {
  issuer: string;
  subject: string;
  email: string | null;
  name: string | null;
}

/**
 * The person whom an identity provider vouches for: known by it from before, by their verified address, or new with an
 * invitation.
 * @returns the id of the person. @throws LinchpinError OIDC_FAILED, LINK_NOT_VALID, LOGIN_TAKEN
 */
export function signInWithOidc(
  { store, clock }: Pick<OperationDeps, 'store' | 'clock'>,
  identity: Identity,
  invite: string | null,
): Promise<string> {
  if (invite !== null)
    return join(
      { store },
      invite,
      async (tx) => (await known(tx, identity)) ?? enter(tx, identity, clock()),
    );
  return store.transaction(async (tx) => {
    const id = await known(tx, identity);
    if (id !== null) return id;
    throw refusal('OIDC_FAILED', { values: { reason: 'nobody here is known by this identity.' } });
  });
}

async function known(tx: Tx, identity: Identity): Promise<string | null> {
  const { issuer, subject, email } = identity;
  const person = await findPersonByOidc(tx, issuer, subject);
  if (person) return person.id;
  const same = email === null ? undefined : await findPersonByLogin(tx, email);
  if (!same || same.oidcSubject !== null) return null;
  // The login was chosen without proof; the provider has verified the address, so the old password is removed.
  await linkOidc(tx, same.id, identity);
  await endSessions(tx, { personId: same.id });
  return same.id;
}

async function enter(tx: Tx, identity: Identity, nowMs: number): Promise<string> {
  const { issuer, subject, email, name } = identity;
  const id = newId(nowMs);
  const login = email ?? `oidc-${id}`;
  const oidc = { issuer, subject };
  if (await insertPerson(tx, { id, login, name: name ?? login, passwordHash: null, oidc }))
    return id;
  throw refusal('LOGIN_TAKEN', { values: { login } });
}
