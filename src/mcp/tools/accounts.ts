import { z } from 'zod';
import type { Account } from '../../contract/index.ts';
import { account, chooseAccount } from '../account.ts';
import { tool } from '../tool.ts';

const state = z.enum(['connected', 'must be connected again']);
type State = z.output<typeof state>;

const stateOf = ({ isActive, needsReconnection }: Account): State =>
  isActive && !needsReconnection ? 'connected' : 'must be connected again';

/** A connected account, as tools and resources show it. */
export const presentAccount = (one: Account) => ({
  id: one._id,
  username: one.username,
  name: one.displayName,
  state: stateOf(one),
  defaultBoardId: one.metadata.defaultBoardId,
  sandbox: one.metadata.sandbox,
});

const list = tool({
  name: 'list_accounts',
  title: 'List accounts',
  description: 'The connected Pinterest accounts. Start here when you do not know which there are.',
  call: 'accounts.list',
  input: z.strictObject({}),
  output: z.object({
    accounts: z.array(
      z.object({
        id: z.string(),
        username: z.string(),
        name: z.string(),
        state,
        defaultBoardId: z.string().nullable(),
        sandbox: z.boolean(),
      }),
    ),
  }),
  run: async (caller) => ({
    accounts: (await caller.run('accounts.list', {})).accounts.map(presentAccount),
  }),
});

const status = tool({
  name: 'account_status',
  title: 'Account status',
  description:
    "Whether an account can publish, what needs attention with its fix, what is left of Pinterest's limits, and when the next Pin may go out by the spacing rules.",
  call: 'accounts.health',
  input: z.strictObject({ account }),
  output: z.object({
    status: z.string(),
    canPublish: z.boolean(),
    issues: z.array(z.string()),
    limits: z.array(z.looseObject({ covers: z.string(), left: z.int() })),
    nextFreeAt: z.string().nullable(),
  }),
  async run(caller, { account: wanted }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const [health, { limits }, spacing] = await Promise.all([
      caller.run('accounts.health', { accountId }),
      caller.run('accounts.limits', { accountId }),
      caller.run('spacing.get', { accountId }),
    ]);
    return {
      status: health.status,
      canPublish: health.permissions.canPost,
      issues: [...health.issues, ...health.recommendations],
      limits: limits.map(({ covers, limit, left, resetsAt }) => ({
        covers,
        limit,
        left,
        resetsAt,
      })),
      nextFreeAt: spacing.nextFreeAt,
    };
  },
});

export const accountTools = [list, status];
