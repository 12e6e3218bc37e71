import type { PlatformAnalytics, SinglePostAnalytics } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { isId } from '../../domain/ids.ts';
import { findPost, type AccountRow, type FullPost, type PinRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { presentPost } from '../posts/present.ts';
import { readSeen } from './seen.ts';
import { analyticsOf, platformAnalytics, presentSeen } from './present.ts';

/** One post of ours, or a Pin by Pinterest's id. @throws LinchpinError NOT_FOUND */
export async function singleAnalytics(
  context: Context,
  postId: string,
  accounts: readonly AccountRow[],
): Promise<SinglePostAnalytics> {
  if (isId(postId)) {
    for (const workspaceId of context.workspaceIds) {
      const post = await findPost(context.store.db, workspaceId, postId);
      if (post) return ofPost(context, post, accounts);
    }
  }
  const pins = await readSeen(context, accounts, { pinterestPinId: postId });
  const [pin] = pins;
  if (!pin) throw refusal('NOT_FOUND', { field: 'postId' });
  const { platforms, ...shown } = presentSeen([pin], accounts, context.links);
  return { postId, ...shown, platformAnalytics: platforms, ...syncOf(platforms) };
}

async function ofPost(
  context: Context,
  full: FullPost,
  accounts: readonly AccountRow[],
): Promise<SinglePostAnalytics> {
  const { links } = context;
  const seen = await readSeen(context, accounts, { postId: full.post.id });
  const ended = full.pins.filter(({ status }) => status === 'published' || status === 'failed');
  const published = ended.filter(({ status }) => status === 'published');
  // Nothing of it is out, and nothing failed: there is no status of Zernio's for it.
  if (ended.length === 0) throw refusal('NOT_FOUND', { field: 'postId' });
  const entryOf = (pin: PinRow): PlatformAnalytics => {
    const live = seen.find(({ pinterestPinId }) => pinterestPinId === pin.pinterestPinId);
    const account = accounts.find(({ id }) => id === pin.accountId);
    if (pin.status === 'published' && live) return platformAnalytics(live, account, links);
    return {
      platform: 'pinterest',
      status: pin.status === 'failed' ? 'failed' : 'published',
      platformPostId: pin.pinterestPinId,
      accountId: pin.accountId,
      accountUsername: account?.username ?? null,
      analytics: null,
      syncStatus: pin.status === 'failed' ? 'unavailable' : 'pending',
      platformPostUrl:
        pin.pinterestPinId && account ? links.pin(account, pin.pinterestPinId) : null,
      errorMessage: pin.status === 'failed' ? (pin.problem?.message ?? null) : null,
    };
  };
  const platforms = ended.map(entryOf);
  const post = presentPost(context, full);
  const [first] = post.mediaItems;
  return {
    postId: full.post.id,
    latePostId: full.post.id,
    content: post.content,
    scheduledFor: post.scheduledFor,
    publishedAt: post.publishedAt,
    status:
      published.length === 0 ? 'failed' : published.length < ended.length ? 'partial' : 'published',
    analytics: analyticsOf(seen),
    platform: 'pinterest',
    platformPostUrl: platforms.find((entry) => entry.platformPostUrl)?.platformPostUrl ?? null,
    isExternal: false,
    thumbnailUrl: first?.url ?? null,
    mediaType:
      post.mediaItems.length > 1 ? 'carousel' : first?.type === 'video' ? 'video' : 'image',
    mediaItems: post.mediaItems.map(({ type, url }) => ({
      type: type === 'video' ? 'video' : 'image',
      url,
      thumbnail: url,
    })),
    platformAnalytics: platforms,
    ...syncOf(platforms),
  };
}

/** How far the numbers are, over all of its Pins. */
export function syncOf(
  platforms: readonly Pick<PlatformAnalytics, 'status' | 'syncStatus'>[],
): Pick<SinglePostAnalytics, 'syncStatus' | 'message'> {
  const published = platforms.filter(({ status }) => status === 'published');
  if (published.length === 0)
    return {
      syncStatus: 'unavailable',
      message: 'It was published nowhere, so there are no numbers.',
    };
  const synced = published.filter(({ syncStatus }) => syncStatus === 'synced').length;
  if (synced === 0)
    return {
      syncStatus: 'pending',
      message: 'Pinterest tells figures about two days after publishing; none were read yet.',
    };
  return synced === platforms.length
    ? { syncStatus: 'synced', message: null }
    : { syncStatus: 'partial', message: `${synced} of ${platforms.length} Pins have numbers.` };
}
