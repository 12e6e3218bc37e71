import type { CreatePostInput, TargetInput } from '../../contract/index.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import type { Context } from '../context.ts';
import type { StoredMedia } from '../../store/index.ts';
import { fitMedia, planMedia, type MediaPlan } from './plan-media.ts';
import { mediaSources, resolveMedia, type MediaSource, type UsableMedia } from './resolve-media.ts';

/** What every Pin of a post shows. */
export interface PostMedia {
  /** The post's own media, in order. */
  media: StoredMedia[];
  /** One for each target; null where its media cannot be published. */
  plans: (MediaPlan | null)[];
  /** Everything stored just now, whose rows the caller writes or whose bytes it discards. */
  fresh: StoredMedia[];
  problems: Problem[];
}

/** Fingerprint of a uniform image; all of them share it, so the file hash is used instead. */
const featureless = '0'.repeat(16);

/** What a Pin's image is recognised by on other boards; null for a video or a save. */
export function fingerprintOf({ kind, media: [first] }: MediaPlan): string | null {
  if (kind === 'video' || !first) return null;
  return first.fingerprint === featureless ? first.sha256 : first.fingerprint;
}

/** Finds and fetches all media of a post, each once, and plans what each target shows. */
export async function resolvePostMedia(
  context: Context,
  input: CreatePostInput,
): Promise<PostMedia> {
  const shared = mediaSources(input.mediaIds, input.mediaItems);
  const targets = (input.platforms ?? []).map((target, index) => targetSources(target, index));
  const all = [...shared, ...targets.flatMap(({ own, cover }) => [...(own ?? []), ...cover])];
  const resolved = await resolveMedia(context, all);
  const usable = (sources: readonly MediaSource[]): UsableMedia[] =>
    sources.flatMap((source) => resolved.items[all.indexOf(source)] ?? []);

  const post: PostMedia = {
    media: usable(shared).map(({ media }) => media),
    plans: [],
    fresh: resolved.fresh,
    problems: resolved.problems,
  };
  // Targets without media of their own show the same: it is planned and fitted once.
  const done = new Map<string, MediaPlan | null>();
  for (const [index, { own, cover }] of targets.entries()) {
    const target = input.platforms?.[index];
    if (!target) continue;
    const data = target.platformSpecificData;
    const path = `platforms[${index}].platformSpecificData`;
    if (data.savePinId !== undefined) {
      post.plans.push(planSave(data.savePinId, own ?? shared, path, post.problems));
      continue;
    }
    const sources = own ?? shared;
    const complete = [...sources, ...cover].every((source) => resolved.items[all.indexOf(source)]);
    const field = own ? `platforms[${index}].customMedia` : 'mediaItems';
    const [coverItem = null] = usable(cover);
    const { plan, problems } = complete
      ? planMedia(context, { items: usable(sources), cover: coverItem, data, path, field })
      : { plan: null, problems: [] };
    post.problems.push(...problems);
    const key = plan && `${plan.kind} ${plan.media.map(({ id }) => id).join()}`;
    if (plan === null || key === null) {
      post.plans.push(null);
      continue;
    }
    const earlier = done.get(key);
    const fitted = earlier
      ? { plan: { ...plan, media: earlier.media }, fresh: [], problems: [] }
      : await fitMedia(context, plan, input.mediaFit, field);
    done.set(key, fitted.plan);
    post.fresh.push(...fitted.fresh);
    post.problems.push(...fitted.problems);
    post.plans.push(fitted.plan);
  }
  return post;
}

function targetSources(
  target: TargetInput,
  index: number,
): { own: MediaSource[] | null; cover: MediaSource[] } {
  const names = { ids: `platforms[${index}].mediaIds`, items: `platforms[${index}].customMedia` };
  const own = mediaSources(target.mediaIds, target.customMedia, names);
  const { coverMediaId, coverImageUrl } = target.platformSpecificData;
  const path = `platforms[${index}].platformSpecificData`;
  const cover: MediaSource[] =
    coverMediaId !== undefined
      ? [{ mediaId: coverMediaId, field: `${path}.coverMediaId` }]
      : coverImageUrl !== undefined
        ? [{ url: coverImageUrl, field: `${path}.coverImageUrl` }]
        : [];
  return { own: own.length ? own : null, cover };
}

/** Saving a Pin shows what that Pin shows. */
function planSave(
  savePinId: string,
  media: readonly MediaSource[],
  path: string,
  problems: Problem[],
): MediaPlan | null {
  const field = `${path}.savePinId`;
  if (media.length) problems.push(problem('PIN_SAVE_WITH_MEDIA', { field }));
  if (!/^\d+$/.test(savePinId))
    problems.push(problem('PIN_ID_INVALID', { field, values: { value: savePinId } }));
  return { kind: 'save', media: [], cover: null, coverKeyFrame: null, slides: null };
}
