import type { CreatePostInput } from '../../contract/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import type { MediaPlan } from './plan-media.ts';
import type { PostMedia } from './target-media.ts';
import { altTextOf } from './alt-text.ts';
import { locate } from './field-path.ts';

interface MediaChange {
  field: string;
  before: unknown;
  after: unknown;
}

/**
 * Shortens the lists behind `field` (mediaItems, or customMedia of a target), ids before addresses as they are
 * shown, and the words of slides with them.
 */
export function keepFirstImages(post: CreatePostInput, field = 'mediaItems'): MediaChange[] {
  const { max } = pinLimits.carousel;
  const items = locate(post, field);
  const own = field.slice(0, -'customMedia'.length);
  const idsField = field === 'mediaItems' ? 'mediaIds' : `${own}mediaIds`;
  const changes: MediaChange[] = [];
  let room: number = max;
  const shorten = (name: string, limit: number): void => {
    const slot = locate(post, name);
    const list = slot?.holder[slot.key];
    if (!slot || !Array.isArray(list)) return;
    room = Math.max(0, room - list.length);
    if (list.length <= limit) return;
    slot.holder[slot.key] = list.slice(0, limit);
    changes.push({ field: name, before: list, after: list.slice(0, limit) });
  };
  if (!items) return [];
  shorten(idsField, room);
  shorten(field, room);
  for (const index of (post.platforms ?? []).keys())
    shorten(`platforms[${index}].platformSpecificData.slides`, max);
  return changes;
}

/**
 * The post with its media named by id, as they were prepared and fitted, so that what was previewed is what is
 * published. Texts given with addresses move to the fields that apply to ids.
 */
export function withStoredMedia(post: CreatePostInput, media: PostMedia): CreatePostInput {
  const targets = post.platforms ?? [];
  const planned = targets.map((target, index) => ({ target, plan: media.plans[index] ?? null }));
  // If any target has no usable media, return the input unchanged.
  if (planned.some(({ plan }) => plan === null) || targets.length === 0) return post;
  const { mediaItems, mediaIds, mediaFit: _, ...rest } = post;
  let shared = mediaIds || mediaItems ? media.media.map(({ id }) => id) : null;
  const platforms = planned.map(({ target, plan }) => {
    const { customMedia, mediaIds: ownIds, platformSpecificData: data, ...entry } = target;
    if (plan === null || plan.kind === 'save') return target;
    const { ids, data: shown } = stored(plan, data);
    const own = Boolean(customMedia?.length || ownIds?.length);
    if (!own) shared = ids;
    const altText = data.altText ?? altTextOf(post, target, '').text ?? undefined;
    return {
      ...entry,
      ...(own && { mediaIds: ids }),
      platformSpecificData: { ...shown, ...(altText !== undefined && { altText }) },
    };
  });
  return { ...rest, ...(shared && { mediaIds: shared }), platforms };
}

type Data = NonNullable<CreatePostInput['platforms']>[number]['platformSpecificData'];

/** What a target names to show exactly this plan. */
function stored(plan: MediaPlan, data: Data): { ids: string[]; data: Data } {
  const ids = plan.media.map(({ id }) => id);
  if (plan.kind === 'carousel') {
    const worded = plan.slides?.some((slide) => Object.keys(slide).length > 0);
    return { ids, data: { ...data, ...(worded && { slides: plan.slides ?? [] }) } };
  }
  if (plan.kind !== 'video' || !plan.cover) return { ids, data };
  const { coverImageUrl, coverMediaId, ...others } = data;
  const named = coverImageUrl !== undefined || coverMediaId !== undefined;
  return named
    ? { ids, data: { ...others, coverMediaId: plan.cover.id } }
    : { ids: [...ids, plan.cover.id], data };
}
