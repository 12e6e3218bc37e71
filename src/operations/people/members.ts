import type { Person } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { shortestPassword, weaknessOf } from '../../domain/passwords.ts';
import { isRole, mayGive } from '../../domain/roles.ts';
import { findMemberOf, listMemberships, type Db, type Member } from '../../store/index.ts';
import type { Actor, Context } from '../context.ts';
import { grantOf } from '../permission.ts';

/** @throws LinchpinError NOT_FOUND */
export async function requireMember(
  db: Db,
  workspaceId: string,
  personId: string,
): Promise<Member> {
  const member = await findMemberOf(db, workspaceId, personId);
  if (!member) throw refusal('NOT_FOUND', { field: 'personId' });
  return member;
}

/** @throws LinchpinError ROLE_TOO_HIGH when the role has more rights than the caller. */
export function requireMayGive(
  context: Pick<Context, 'actor' | 'workspaceId'>,
  role: string,
): void {
  if (!mayGive(grantOf(context).scopes, role)) throw refusal('ROLE_TOO_HIGH', { values: { role } });
}

/**
 * What reaches into every workspace of a person, such as a new password, needs the right to manage them in all of these.
 * @throws LinchpinError ROLE_TOO_HIGH
 */
export async function requireMayManage(db: Db, actor: Actor, personId: string): Promise<void> {
  if (actor.type === 'person' && actor.id === personId) return;
  const grants = actor.allGrants ?? actor.grants;
  for (const { workspaceId, role } of await listMemberships(db, personId)) {
    const own = grants.find((grant) => grant.workspaceId === workspaceId)?.scopes ?? [];
    if (!mayGive(own, role)) throw refusal('ROLE_TOO_HIGH', { values: { role } });
  }
}

/** @throws LinchpinError PASSWORD_WEAK */
export function requireGoodPassword(field: string, password: string, login: string): void {
  const reason = weaknessOf(password, login);
  if (reason !== null)
    throw refusal('PASSWORD_WEAK', { field, values: { reason, min: shortestPassword } });
}

export const presentPerson = (member: Member, actor: Actor): Person => ({
  id: member.id,
  login: member.login,
  name: member.name,
  // A role of a later release may do nothing here, as a viewer who sees nothing.
  role: isRole(member.role) ? member.role : 'viewer',
  signsInWith: [
    ...(member.passwordHash === null ? [] : (['password'] as const)),
    ...(member.oidcSubject === null ? [] : (['oidc'] as const)),
  ],
  isCurrent: actor.type === 'person' && actor.id === member.id,
  createdAt: member.createdAt.toISOString(),
  lastSeenAt: member.seenAt?.toISOString() ?? null,
});
