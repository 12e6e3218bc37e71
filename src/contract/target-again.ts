import { AiDisclosure, type Post, type Target } from './post.ts';

/** What of the Pins of a post shall become something else; what is absent stays. */
export interface TargetChange {
  /** Exact names or ids, as a whole. */
  boards?: readonly string[] | undefined;
  title?: string | undefined;
  description?: string | undefined;
  link?: string | undefined;
  altText?: string | undefined;
  section?: string | undefined;
  /** Whether the post gets another time, which then counts for all of them. */
  retimes?: boolean | undefined;
}

/** The targets of a post as they would be sent with these changes: the API takes the list as a whole. */
export function changedTargets(post: Post, change: TargetChange) {
  const { boards, title, description, link, altText, section } = change;
  const [first] = post.platforms;
  if (!first) return [];
  const places = boards?.map((boardId, index) => ({
    target: post.platforms[index] ?? first,
    place: { boardId, boardSectionId: null },
  }));
  const words = {
    ...(title !== undefined && { title }),
    ...(link !== undefined && { link }),
    ...(altText !== undefined && { altText }),
    ...(section !== undefined && { boardSectionId: section }),
  };
  return (places ?? post.platforms.map((target) => ({ target, place: {} }))).map(
    ({ target, place }) => {
      const { customContent, mediaIds, platformSpecificData } = target;
      return {
        platform: target.platform,
        accountId: target.accountId._id,
        ...(customContent !== undefined && { customContent: description ?? customContent }),
        ...(mediaIds && { mediaIds }),
        ...(!change.retimes && ownTime(post, target)),
        platformSpecificData: { ...sent(platformSpecificData), ...place, ...words },
      };
    },
  );
}

/** Without what is shown and not sent. */
function sent(shown: Target['platformSpecificData']) {
  const { boardName: _, title, altText, dominantColor, coverMediaId, ...rest } = shown;
  const { aiDisclosures = [], ...data } = rest;
  return {
    ...data,
    ...(title !== null && { title }),
    ...(altText !== null && { altText }),
    ...(dominantColor !== null && { dominantColor }),
    ...(coverMediaId && { coverMediaId }),
    ...(aiDisclosures.length > 0 && {
      aiDisclosures: aiDisclosures.flatMap((word) => AiDisclosure.safeParse(word).data ?? []),
    }),
  };
}

/** Of several boards each may have a time of its own, which stays. */
const ownTime = (post: Post, { status, scheduledFor }: Target) =>
  status === 'pending' && scheduledFor !== null && scheduledFor !== post.scheduledFor
    ? { scheduledFor }
    : {};
