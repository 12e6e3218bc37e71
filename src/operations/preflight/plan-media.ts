import type { CreatePostInput, PinterestDataInput, SlideInput } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { checkSlide } from '../../domain/pins/rules.ts';
import { checkCoverTime, fitImage, planCarousel, type Ratio } from '../../media/index.ts';
import type { PinKind } from '../../domain/pins/pin.ts';
import type { Slide, StoredMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { storeVersion } from '../media/ingest.ts';
import type { UsableMedia } from './resolve-media.ts';

/** What one Pin shows. */
export interface MediaPlan {
  kind: PinKind;
  media: StoredMedia[];
  cover: StoredMedia | null;
  /** Seconds into the video. */
  coverKeyFrame: number | null;
  slides: Slide[] | null;
}

export interface PlanInput {
  items: readonly UsableMedia[];
  cover: UsableMedia | null;
  data: PinterestDataInput;
  /** Where platformSpecificData stands in the request. */
  path: string;
  /** Where a problem of all media together is shown. */
  field: string;
}

/** Decides which kind of Pin the media make, and what is wrong with them together. */
export function planMedia(
  context: Pick<Context, 'originalsArePublic'>,
  { items, cover, data, path, field }: PlanInput,
): { plan: MediaPlan | null; problems: Problem[] } {
  const videos = items.filter(({ media }) => media.kind === 'video');
  const images = items.filter(({ media }) => media.kind === 'image');
  const [video] = videos;
  const words = data.slides ?? [];
  if (video) {
    if (videos.length > 1 || images.length > 1 || (cover && images.length > 0))
      return { plan: null, problems: [mix(videos.length, images.length + (cover ? 1 : 0), field)] };
    const { plan, problems } = planVideo(video, cover ?? images[0] ?? null, data, path);
    return {
      plan,
      problems: [...problems, ...(words.length ? [tooManySlides(words, 0, path)] : [])],
    };
  }
  const problems = coverFields(data).map((name) =>
    problem('PIN_COVER_WITHOUT_VIDEO', { field: `${path}.${name}` }),
  );
  const { min, max } = pinLimits.carousel;
  if (images.length > max) {
    const values = { min, max, count: images.length };
    problems.push(problem('PIN_CAROUSEL_SIZE', { field, values }));
  }
  if (words.length > Math.max(images.length, 1) || (words.length > 0 && images.length === 1))
    problems.push(tooManySlides(words, images.length, path));
  if (images.length > 1) problems.push(...images.flatMap(checkWords));
  const [first] = images;
  if (!first || problems.length) return { plan: null, problems };
  const none = { cover: null, coverKeyFrame: null };
  if (images.length === 1) {
    const { animated, format } = first.media;
    const canMove = animated && format === 'gif';
    const moves = canMove && context.originalsArePublic;
    const code = canMove ? 'ADVICE_FIRST_FRAME' : 'ADVICE_ANIMATION_STILL';
    const advice =
      animated && !moves ? [problem(code, { field: first.field, severity: 'warning' })] : [];
    const kind = moves ? 'animation' : 'image';
    return { plan: { kind, media: [first.media], slides: null, ...none }, problems: advice };
  }
  const slides = images.map(({ slide }, index): Slide => ({ ...slide, ...defined(words[index]) }));
  return {
    plan: { kind: 'carousel', media: images.map(({ media }) => media), slides, ...none },
    problems: [],
  };
}

function planVideo(
  video: UsableMedia,
  cover: UsableMedia | null,
  data: PinterestDataInput,
  path: string,
): { plan: MediaPlan | null; problems: Problem[] } {
  const keyFrame = data.coverImageKeyFrameTime;
  const problems =
    keyFrame === undefined
      ? []
      : checkCoverTime(
          keyFrame,
          video.media.video?.durationSeconds ?? Infinity,
          `${path}.coverImageKeyFrameTime`,
        );
  if (cover && cover.media.kind !== 'image')
    problems.push(
      problem('PIN_COVER_INVALID', {
        field: cover.field,
        values: { reason: 'it is not an image.' },
      }),
    );
  const coverKeyFrame = cover ? null : Math.floor(keyFrame ?? 0);
  const plan = {
    kind: 'video' as const,
    media: [video.media],
    cover: cover?.media ?? null,
    coverKeyFrame,
    slides: null,
  };
  return { plan, problems };
}

/**
 * Brings the images of a plan to one shape where that was asked for.
 * @returns the plan with the changed images, which are also in `fresh`.
 */
export async function fitMedia(
  context: Context,
  plan: MediaPlan,
  fit: CreatePostInput['mediaFit'],
  field: string,
): Promise<{ plan: MediaPlan; fresh: StoredMedia[]; problems: Problem[] }> {
  const unchanged = { plan, fresh: [], problems: [] };
  const [ratioWidth, ratioHeight] = fit?.ratio?.split(':').map(Number) ?? [];
  const asked: Ratio | null = ratioWidth && ratioHeight ? [ratioWidth, ratioHeight] : null;
  if (plan.kind !== 'carousel' && (plan.kind !== 'image' || asked === null)) return unchanged;
  const sizes = plan.media.map(({ width, height }) => ({ width: width ?? 1, height: height ?? 1 }));
  const wanted = { mode: fit?.mode ?? ('error' as const), ...(asked && { ratio: asked }) };
  const shape =
    plan.kind === 'carousel'
      ? planCarousel(sizes, wanted, field)
      : { ratio: asked ?? ([1, 1] as const) };
  if ('code' in shape) return { ...unchanged, problems: [shape] };
  const { mode } = wanted;
  const fresh: StoredMedia[] = [];
  try {
    const media: StoredMedia[] = [];
    for (const item of plan.media) {
      const data = await context.storage.readBuffer(item.preparedKey ?? '');
      const fitted = await fitImage(data, { mode, ratio: [...shape.ratio] });
      const version = fitted.data.equals(data) ? item : await storeVersion(context, item, fitted);
      if (version !== item) fresh.push(version);
      media.push(version);
    }
    return { plan: { ...plan, media }, fresh, problems: [] };
  } catch (error) {
    if (!(error instanceof LinchpinError)) throw error;
    return { plan, fresh, problems: error.problems.map((found) => ({ ...found, field })) };
  }
}

const mix = (videos: number, images: number, field: string): Problem =>
  problem('PIN_VIDEO_NOT_SUPPORTED', {
    field,
    values: {
      found: `${videos} ${videos === 1 ? 'video' : 'videos'} and ${images} ${images === 1 ? 'image' : 'images'}`,
    },
  });

const tooManySlides = (words: readonly unknown[], count: number, path: string): Problem =>
  problem('PIN_SLIDE_COUNT', {
    field: `${path}.slides`,
    values: { slides: words.length, count },
  });

/** The names under which a cover was given. */
const coverFields = (data: PinterestDataInput) =>
  (['coverMediaId', 'coverImageUrl', 'coverImageKeyFrameTime'] as const).filter(
    (name) => data[name] !== undefined,
  );

/** The texts of one image of a carousel. */
const checkWords = ({ slide, field }: UsableMedia): Problem[] =>
  checkSlide(slide, field.replace(/\.url$/, ''));

const defined = (slide: SlideInput | undefined): Slide => ({
  ...(slide?.title !== undefined && { title: slide.title }),
  ...(slide?.description !== undefined && { description: slide.description }),
  ...(slide?.link !== undefined && { link: slide.link }),
});
