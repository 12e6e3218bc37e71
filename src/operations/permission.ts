import { refusal } from '../domain/errors/index.ts';
import type { Scope } from '../domain/scopes.ts';
import type { Context, Grant } from './context.ts';

type Caller = Pick<Context, 'actor' | 'workspaceId'>;

/** What the caller may do in the workspace of the call. */
export const grantOf = ({ actor, workspaceId }: Caller): Grant =>
  actor.grants.find((grant) => grant.workspaceId === workspaceId) ?? { workspaceId, scopes: [] };

export const may = (caller: Caller, scope: Scope): boolean =>
  grantOf(caller).scopes.includes(scope);

/**
 * Whether what the caller writes needs an approval by the policy of the workspace. A caller who approves may say that a
 * post needs none.
 */
export const approvalIsDue = (caller: Caller, asked?: boolean): boolean =>
  grantOf(caller).needsApproval === true && !(asked === false && may(caller, 'posts:approve'));

/** For what only some inputs of a call need. @throws LinchpinError INSUFFICIENT_PERMISSIONS */
export function requireScope(caller: Caller, scope: Scope): void {
  if (!may(caller, scope)) throw refusal('INSUFFICIENT_PERMISSIONS', { values: { scope } });
}
