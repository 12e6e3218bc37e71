import type { Usage } from '../../contract/index.ts';
import { countMadeSince, listAccounts } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

/** Zernio's clients ask for it to test their credentials. */
async function usageOf({ store, actor, workspaceIds, clock }: Context): Promise<Usage> {
  const now = new Date(clock());
  const monthBegan = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const [accounts, made] = await Promise.all([
    listAccounts(store.db, workspaceIds),
    countMadeSince(store.db, workspaceIds, monthBegan),
  ]);
  const connected = accounts.filter(({ status }) => status !== 'disconnected');
  return {
    billingSystem: 'metronome',
    planName: 'Self-hosted',
    billingPeriod: 'monthly',
    hasAccess: true,
    isInvitedUser: actor.type === 'person',
    autoUpgradeEnabled: false,
    limits: { uploads: -1, profiles: -1 },
    usage: {
      connectedAccounts: connected.length,
      profiles: workspaceIds.length,
      postsThisMonth: made.posts,
      uploadsThisMonth: made.media,
    },
  };
}

const definition = { scope: 'instance:read', within: everyWorkspace, run: usageOf } as const;

export const getUsage = implement('usage.get', definition);
export const getBareUsage = implement('usage.getBare', definition);
