import type { Account, Post } from '../contract/index.ts';
import { defaultTitle } from '../domain/pins/rules.ts';
import type { CreatePost, PinData, UpdatePost } from './shapes/post.ts';

type Targets = Pick<CreatePost, 'socialAccountTypes' | 'firstComment'>;

/** A post of this API as the input of `posts.create`. @param account null: Pinterest is not among the networks. */
export function readPost(
  { teamId, title, postDate, status, referenceKey, data, ...targets }: CreatePost,
  account: Account | null,
) {
  const pin = data.PINTEREST ?? {};
  const note = pin.note ?? undefined;
  return {
    title,
    // Without an account, as of a draft for nothing yet, this says where the post belongs.
    queuedFromProfile: teamId,
    content: pin.description ?? '',
    mediaIds: pin.uploadIds ?? [],
    platforms: readTargets(pin, targets, account),
    isDraft: status === 'DRAFT',
    scheduledFor: postDate,
    ...(referenceKey != null && { referenceKey }),
    ...(note !== undefined && { metadata: { note } }),
  };
}

/** A change in this API as the input of `posts.update`; what is absent stays as it is. */
export function readChange(
  { id, title, postDate, status, referenceKey, data, ...targets }: UpdatePost,
  before: Post,
  account: Account | null,
) {
  const given = data?.PINTEREST ?? null;
  const shown = before.platforms[0];
  const pin = given && { ...(shown ? dataOf(before, shown) : {}), ...given };
  const changesTargets = pin !== null || targets.socialAccountTypes !== undefined;
  const { socialAccountTypes = ['PINTEREST'], firstComment } = targets;
  return {
    postId: id,
    ...(title !== undefined && { title }),
    ...(postDate !== undefined && { scheduledFor: postDate }),
    ...(status !== undefined && { isDraft: status === 'DRAFT' }),
    ...(referenceKey !== undefined && { referenceKey }),
    ...(given?.description !== undefined && { content: given.description }),
    ...(given?.uploadIds !== undefined && { mediaIds: given.uploadIds ?? [] }),
    ...(given?.note !== undefined && { metadata: { ...before.metadata, note: given.note } }),
    ...(changesTargets && {
      platforms: readTargets(
        pin ?? (shown ? dataOf(before, shown) : {}),
        { socialAccountTypes, firstComment },
        account,
      ),
    }),
  };
}

/** What a stored Pin was made of, so that a change of a part leaves the rest. */
const dataOf = (
  post: Post,
  { platformSpecificData: data, customContent }: Post['platforms'][0],
): PinData => ({
  boardId: data.boardId,
  text: data.title,
  description: customContent ?? post.content,
  link: data.link,
  altText: data.altText,
  dominantColor: data.dominantColor,
  isAiGenerated: (data.aiDisclosures ?? []).length > 0,
  ...(data.boardSectionId !== null && { boardSectionId: data.boardSectionId }),
  ...(data.coverMediaId != null && { coverMediaId: data.coverMediaId }),
});

/** One target for each network; that of another one than Pinterest is refused in its own words. */
const readTargets = (
  pin: PinData,
  { socialAccountTypes, firstComment }: Targets,
  account: Account | null,
) =>
  [...new Set(socialAccountTypes)].map((network) =>
    network === 'PINTEREST'
      ? {
          platform: 'pinterest',
          ...(account && { accountId: account._id }),
          ...(firstComment?.['PINTEREST'] && { firstComment: firstComment['PINTEREST'] }),
          platformSpecificData: pinterestData(pin),
        }
      : { platform: network.toLowerCase() },
  );

function pinterestData({
  boardName,
  boardId,
  text,
  description,
  thumbnail,
  uploadIds: _uploads,
  note: _note,
  socialAccountId: _account,
  ...more
}: PinData) {
  // The title of the post is not published, so it must not become that of the Pin.
  const title = text?.trim() || defaultTitle(description ?? '');
  return {
    ...more,
    boardId: boardName ?? boardId,
    ...(title !== null && { title }),
    ...(thumbnail && { coverImageUrl: thumbnail }),
  };
}
