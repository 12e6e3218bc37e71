import type { PinBatchRow } from '../../store/index.ts';
import { createCommit } from '../commit.ts';
import type { Commit, Context, Grant, OperationDeps } from '../context.ts';
import { approvalIsDue, may } from '../permission.ts';

/** What the actor who asked for a batch was allowed to do then: its posts are made and cancelled with these rights. */
export type BatchGrant = Pick<Grant, 'scopes' | 'needsApproval'>;

export const grantNow = (context: Context): BatchGrant => ({
  scopes: (['posts:write', 'posts:publish', 'pins:delete'] as const).filter((scope) =>
    may(context, scope),
  ),
  needsApproval: approvalIsDue(context),
});

/** The context of a worker that goes on with a batch, on behalf of the actor who asked for it. */
export function contextOf(
  deps: OperationDeps,
  { workspaceId, askedBy }: Pick<PinBatchRow, 'workspaceId' | 'askedBy'>,
  grant: BatchGrant,
  wrap: (commit: Commit) => Commit,
): Context {
  const actor: Context['actor'] = {
    type: actorType(askedBy.type),
    id: askedBy.id,
    name: askedBy.name,
    grants: [{ workspaceId, ...grant }],
  };
  return {
    ...deps,
    actor,
    workspaceId,
    workspaceIds: [workspaceId],
    commit: wrap(createCommit(deps.store, { actor, workspaceId, operation: 'pins.bulk' }, null)),
    startedBefore: false,
    keyWarning: null,
    rowsKey: null,
    publishWaitMs: 0, // No caller waits for the outcome.
  };
}

const actorType = (stored: string): Context['actor']['type'] =>
  stored === 'api_key' || stored === 'person' ? stored : 'system';
