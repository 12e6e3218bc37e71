import type { LinkTagsInForce } from '../../contract/index.ts';
import { findWorkspace, setLinkTags } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Call, Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount, theWorkspace } from '../within.ts';

interface Where {
  profileId?: string | undefined;
  accountId?: string | undefined;
}

const within = (call: Call, { accountId, ...input }: Where, granted: readonly string[]) =>
  accountId === undefined
    ? theWorkspace(call, input, granted)
    : ofAccount(call, { accountId }, granted);

export const getLinkTags = implement('linkTags.get', {
  scope: 'accounts:read',
  within,
  run: present,
});

export const changeLinkTags = implement('linkTags.change', {
  scope: 'accounts:write',
  within,
  async run(context, { accountId, tags }) {
    if (accountId !== undefined) await requireAccount(context, accountId);
    const of = accountId === undefined ? 'workspace' : 'account';
    const id = accountId ?? context.workspaceId;
    await context.commit({ subject: { type: of, id }, details: { tags } }, (tx) =>
      setLinkTags(tx, { of, id }, tags),
    );
    return present(context, { accountId });
  },
  repeat: (context, _id, input) => present(context, input),
});

async function present(
  context: Context,
  { accountId }: Pick<Where, 'accountId'>,
): Promise<LinkTagsInForce> {
  const workspace = (await findWorkspace(context.store.db, context.workspaceId))?.linkTags ?? null;
  if (accountId === undefined) return { workspace, inForce: workspace };
  const { linkTags: account } = await requireAccount(context, accountId);
  return { workspace, account, inForce: account ?? workspace };
}
