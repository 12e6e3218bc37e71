import type { EndpointName } from '../contract/index.ts';
import type { NamedActor } from '../store/index.ts';
import { createCommit } from './commit.ts';
import type { Actor, Commit, Context, Grant, OperationDeps } from './context.ts';
import { approvalIsDue, may } from './permission.ts';

/** What the actor who asked for work on many posts was allowed to do then: workers do it with these rights. */
export type KeptGrant = Pick<Grant, 'scopes' | 'needsApproval'>;

export const grantNow = (context: Context): KeptGrant => ({
  scopes: (['posts:write', 'posts:publish', 'pins:delete'] as const).filter((scope) =>
    may(context, scope),
  ),
  needsApproval: approvalIsDue(context),
});

/** Work that was asked for, and by whom. */
interface Asked {
  workspaceId: string;
  askedBy: NamedActor;
  operation: EndpointName;
}

/** The actor who asked, as a worker goes on for them. */
export const actorBehind = (
  { workspaceId, askedBy }: Omit<Asked, 'operation'>,
  grant: KeptGrant,
): Actor => ({
  type: askedBy.type === 'api_key' || askedBy.type === 'person' ? askedBy.type : 'system',
  id: askedBy.id,
  name: askedBy.name,
  grants: [{ workspaceId, ...grant }],
});

/** The context of a worker that goes on with what was asked for. */
export function contextOf(
  deps: OperationDeps,
  { workspaceId, askedBy, operation }: Asked,
  grant: KeptGrant,
  wrap: (commit: Commit) => Commit,
): Context {
  const actor = actorBehind({ workspaceId, askedBy }, grant);
  return {
    ...deps,
    actor,
    workspaceId,
    workspaceIds: [workspaceId],
    commit: wrap(createCommit(deps.store, { actor, workspaceId, operation }, null)),
    startedBefore: false,
    keyWarning: null,
    rowsKey: null,
    publishWaitMs: 0, // No caller waits for the outcome.
  };
}
