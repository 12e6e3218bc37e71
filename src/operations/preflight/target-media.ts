import type { CreatePostInput, TargetInput } from '../../contract/index.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import type { Context } from '../context.ts';
import type { StoredMedia } from '../../store/index.ts';
import { fitMedia, planMedia, type MediaPlan } from './plan-media.ts';
import {
  mediaSources,
  resolveMedia,
  type MediaSource,
  type ResolvedSource,
  type UsableMedia,
} from './resolve-media.ts';

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

/** Finds and fetches all media of these posts, each once, and plans what each target shows. */
export async function resolvePostMedia(
  context: Context,
  posts: readonly CreatePostInput[],
): Promise<PostMedia[]> {
  const sources = posts.map((post) => ({
    shared: mediaSources(post.mediaIds, post.mediaItems),
    targets: (post.platforms ?? []).map((target, index) => targetSources(target, index)),
  }));
  const all = sources.flatMap((ofPost) => sourcesOf(ofPost));
  const resolved = await resolveMedia(context, all);
  const planned: PostMedia[] = [];
  // One after the other: fitting decodes whole images.
  for (const [index, ofPost] of sources.entries())
    planned.push(await planPost(context, posts[index] ?? {}, ofPost, resolved));
  return planned;
}

/** The media that the targets of a post share, and those of each. */
interface PostSources {
  shared: readonly MediaSource[];
  targets: readonly { own: readonly MediaSource[] | null; cover: readonly MediaSource[] }[];
}

const sourcesOf = ({ shared, targets }: PostSources): MediaSource[] => [
  ...shared,
  ...targets.flatMap(({ own, cover }) => [...(own ?? []), ...cover]),
];

async function planPost(
  context: Context,
  input: CreatePostInput,
  { shared, targets }: PostSources,
  resolved: ReadonlyMap<MediaSource, ResolvedSource>,
): Promise<PostMedia> {
  const usable = (sources: readonly MediaSource[]): UsableMedia[] =>
    sources.flatMap((source) => {
      const found = resolved.get(source);
      return found && 'usable' in found ? found.usable : [];
    });
  const found = sourcesOf({ shared, targets }).flatMap((source) => resolved.get(source) ?? []);
  const fetched = found.flatMap((each) =>
    'usable' in each && each.isFresh ? each.usable.media : [],
  );
  const post: PostMedia = {
    media: usable(shared).map(({ media }) => media),
    plans: [],
    fresh: [...new Set(fetched)],
    problems: found.flatMap((each) => ('problems' in each ? each.problems : [])),
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
    const wanted = own ?? shared;
    const items = usable(wanted);
    const covers = usable(cover);
    const complete = items.length === wanted.length && covers.length === cover.length;
    const field = own ? `platforms[${index}].customMedia` : 'mediaItems';
    const [coverItem = null] = covers;
    const { plan, problems } = complete
      ? planMedia(context, { items, cover: coverItem, data, path, field })
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
