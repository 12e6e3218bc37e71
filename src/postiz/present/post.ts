import { publishedPin } from '../../door/index.ts';
import type { Post, Target } from '../../contract/index.ts';
import type { ListedPost, Unfinished } from '../shapes/post.ts';
import { addressOf } from './file.ts';

export function stateOf({ status }: Pick<Post, 'status'>): ListedPost['state'] {
  switch (status) {
    case 'draft':
    case 'cancelled':
      return 'DRAFT';
    case 'scheduled':
    case 'publishing':
      return 'QUEUE';
    case 'published':
      return 'PUBLISHED';
    case 'failed':
    case 'partial':
      return 'ERROR';
  }
}

/** A post with its first Pin: posts that were made by this API have one. */
export function presentPost(post: Post): ListedPost {
  const [pin] = post.platforms;
  const unfinished = post.metadata['postiz'] as Unfinished | undefined; // As this door writes it.
  const out = publishedPin(post);
  return {
    id: post._id,
    content: post.content,
    publishDate: post.scheduledFor ?? post.createdAt,
    actualDate: post.publishedAt,
    releaseURL: out?.platformPostUrl ?? null,
    releaseId: out?.platformPostId ?? null,
    state: stateOf(post),
    error: post.platforms.map(whyNot).find((reason) => reason !== null) ?? null,
    intervalInDays: null,
    group: post._id,
    creationMethod: 'API',
    settings: JSON.stringify(pin ? settingsOf(post, pin) : (unfinished?.settings ?? {})),
    image: post.mediaItems.map(({ mediaId: id, url, type }) => ({
      id,
      path: addressOf({ url, kind: type, contentType: null }),
    })),
    tags: post.tags.map((name) => ({ tag: { name, color: '' } })),
    integration: {
      id: pin?.accountId._id ?? unfinished?.integration ?? '',
      providerIdentifier: 'pinterest',
      name: pin?.accountId.displayName || (pin?.accountId.username ?? ''),
      picture: '',
    },
  };
}

const whyNot = ({ problem, heldReason, errorMessage }: Target): string | null =>
  problem ? `${problem.message} ${problem.fix}` : (heldReason ?? errorMessage ?? null);

/** The settings that would make the Pin again. */
const settingsOf = (post: Post, { platformSpecificData: data }: Target) => ({
  __type: 'pinterest',
  board: data.boardId,
  title: data.title ?? post.title ?? '',
  link: data.link ?? '',
  dominant_color: data.dominantColor ?? '',
  ...(data.boardSectionId !== null && { section: data.boardSectionId }),
  ...(data.altText !== null && { alt_text: data.altText }),
});
