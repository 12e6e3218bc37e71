import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  dropReset,
  endSessions,
  findPersonByLogin,
  findPersonByOidc,
  insertPerson,
  linkOidc,
  type Store,
  type Tx,
} from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { acceptInvite } from './accept-invite.ts';
import { auditPerson } from './audit.ts';

/** Claims of an identity provider about a person; the e-mail address only if it was verified there. */
interface Identity {
  issuer: string;
  subject: string;
  email: string | null;
  name: string | null;
}

export interface OidcSignIn {
  personId: string;
  /** Whether this sign-in was the first by the provider, and ended a password. */
  passwordRemoved: boolean;
}

/**
 * Signs in the person whom an identity provider vouches for: known by it from before, by their verified e-mail address,
 * or new with an invitation.
 * @throws LinchpinError OIDC_FAILED, LINK_NOT_VALID, LOGIN_TAKEN
 */
export async function signInWithOidc(
  { store, clock }: Pick<OperationDeps, 'store' | 'clock'>,
  { identity, invite, address }: { identity: Identity; invite: string | null; address: string },
): Promise<OidcSignIn> {
  const details = { by: 'oidc', address };
  const enter = async (tx: Tx): Promise<OidcSignIn> => {
    const known = await findPersonByOidc(tx, identity.issuer, identity.subject);
    if (known) return { personId: known.id, passwordRemoved: false };
    const linked = await linkByAddress(tx, identity);
    if (linked) {
      const { passwordRemoved } = linked;
      await auditPerson(tx, linked.personId, {
        operation: 'people.linkIdentity',
        isActor: true,
        details: { ...details, passwordRemoved },
      });
      return linked;
    }
    if (invite === null)
      throw refusal('OIDC_FAILED', { values: { reason: 'this identity is not known here.' } });
    return { personId: await insert(tx, identity, clock()), passwordRemoved: false };
  };
  try {
    const done =
      invite === null
        ? await store.transaction(enter)
        : await acceptInvite({ store }, invite, enter);
    await store.transaction((tx) =>
      auditPerson(tx, done.personId, { operation: 'people.signIn', isActor: true, details }),
    );
    store.notifications.tell('linchpin_keys'); // A first sign-in ended the sessions of before.
    return done;
  } catch (error) {
    if (error instanceof LinchpinError)
      await auditFailure(store, identity, { ...details, code: error.code });
    throw error;
  }
}

/** Of an identity that concerns a person here; a stranger's belongs to no workspace. */
async function auditFailure(
  { transaction }: Pick<Store, 'transaction'>,
  { issuer, subject, email }: Identity,
  details: Record<string, unknown>,
): Promise<void> {
  await transaction(async (tx) => {
    const person =
      (await findPersonByOidc(tx, issuer, subject)) ??
      (email === null ? undefined : await findPersonByLogin(tx, email));
    if (person)
      await auditPerson(tx, person.id, {
        operation: 'people.signInFailed',
        isActor: false,
        details,
      });
  });
}

/**
 * Links a person to the identity that has their login as its verified e-mail address. They lose the password, a link for
 * a new one and every session: the login was typed without proof, so the one who typed it must not share the account with
 * the owner of the address.
 * @returns null: there is no such person, or another identity is linked to them.
 */
async function linkByAddress(tx: Tx, identity: Identity): Promise<OidcSignIn | null> {
  const { email } = identity;
  const person = email === null ? undefined : await findPersonByLogin(tx, email);
  if (!person || person.oidcSubject !== null) return null;
  await linkOidc(tx, person.id, identity);
  await dropReset(tx, person.id);
  await endSessions(tx, { personId: person.id });
  return { personId: person.id, passwordRemoved: person.passwordHash !== null };
}

async function insert(tx: Tx, identity: Identity, nowMs: number): Promise<string> {
  const { issuer, subject, email, name } = identity;
  const id = newId(nowMs);
  const login = email ?? `oidc-${id}`;
  const oidc = { issuer, subject };
  if (await insertPerson(tx, { id, login, name: name ?? login, passwordHash: null, oidc }))
    return id;
  throw refusal('LOGIN_TAKEN', { values: { login } });
}
