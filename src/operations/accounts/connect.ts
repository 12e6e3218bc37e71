import { z } from 'zod';
import { replaceBoards } from '../../store/index.ts';
import { operation } from '../operation.ts';

export const connectAccount = operation({
  name: 'accounts.connect',
  summary: 'Completes an OAuth consent and takes in the account and its boards',
  scope: 'write',
  destructive: false,
  input: z.object({ code: z.string().min(1), redirectUri: z.url() }),
  output: z.object({ accountId: z.string(), username: z.string(), boards: z.int() }),
  async run(context, grant) {
    const account = await context.pinterest.connect(context.actor.workspaceId, grant);
    const boards = await context.pinterest.listBoards(account.id);
    await replaceBoards(context.store.db, account.id, boards);
    return { accountId: account.id, username: account.username, boards: boards.length };
  },
});
