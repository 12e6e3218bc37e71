import type { AccountPosts } from '../../contract/index.ts';
import { listLivePins, type LivePin } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { requireAccount } from './require-account.ts';

/** As many as Zernio shows. */
const shown = 25;

export const accountPosts = implement('accounts.posts', {
  scope: 'pins:read',
  within: ofAccount,
  async run(context, { accountId }): Promise<AccountPosts> {
    const account = await requireAccount(context, accountId);
    const pins = await listLivePins(
      context.store.db,
      [context.workspaceId],
      { accountId, state: 'live' },
      { after: null, limit: shown },
    );
    const readAt = pins[0]?.readAt;
    return {
      status: 'success',
      posts: pins.map((pin) => present(pin, context.links.pin(account, pin.pinterestPinId))),
      ...(readAt && { lastUpdated: readAt.toISOString() }),
    };
  },
});

const present = (pin: LivePin, permalink: string): AccountPosts['posts'][number] => ({
  id: pin.pinterestPinId,
  platform: 'pinterest',
  message: pin.description ?? pin.title ?? '',
  ...(pin.createdAt && { createdTime: pin.createdAt.toISOString() }),
  permalink,
  ...(pin.coverUrl !== null && { picture: pin.coverUrl }),
  ...(pin.creativeType !== null && { mediaType: pin.creativeType }),
  ...(pin.lifetime?.comments !== undefined && { commentCount: pin.lifetime.comments }),
  ...(pin.lifetime?.reactions !== undefined && { likeCount: pin.lifetime.reactions }),
});
