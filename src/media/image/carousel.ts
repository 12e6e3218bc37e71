import { type Problem, problem } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';

/** How the images of a carousel get one shape: what has to be done to each, in their order. */
export interface CarouselPlan {
  ratio: Ratio;
  needs: ('ok' | 'crop' | 'pad')[];
}

/**
 * Looks for the one aspect ratio that all images of a carousel must have.
 * @param images their sizes as prepared
 * @param fit without it, or with mode `error`, images of different shapes are a problem; without a
 *   ratio the recommended one is taken that changes least
 */
export function planCarousel(
  images: readonly Size[],
  fit?: { mode: FitMode; ratio?: Ratio },
  field?: string,
): CarouselPlan | Problem {
  const [first] = images;
  const shared: Ratio = first ? [first.width, first.height] : [1, 1];
  const allAlike = images.every((image) => matchesRatio(image, shared));
  const mode = fit?.mode ?? 'error';
  if (mode === 'error') {
    const ratio = fit?.ratio ?? shared;
    return images.every((image) => matchesRatio(image, ratio))
      ? { ratio, needs: images.map(() => 'ok') }
      : mixed(images, field);
  }
  const ratio = fit?.ratio ?? (allAlike ? shared : nearest(images));
  return { ratio, needs: images.map((image) => (matchesRatio(image, ratio) ? 'ok' : mode)) };
}

function mixed(images: readonly Size[], field?: string): Problem {
  const shapes = images.map(({ width, height }) => `${width}×${height}`).join(', ');
  return problem('PIN_MIXED_ASPECT', { ...(field !== undefined && { field }), values: { shapes } });
}

/** The recommended ratio that is nearest to all images together. */
function nearest(images: readonly Size[]): Ratio {
  const distance = ([w, h]: Ratio): number =>
    images.reduce(
      (sum, { width, height }) => sum + Math.abs(Math.log((width * h) / (height * w))),
      0,
    );
  const [best] = pinLimits.carousel.ratios.toSorted((a, b) => distance(a) - distance(b));
  return best ?? [1, 1];
}

/** What becomes of an image of another shape: `crop` cuts off, `pad` adds borders, `error` refuses it. */
export type FitMode = 'crop' | 'pad' | 'error';

/** Width to height, such as `[2, 3]`. */
export type Ratio = readonly [width: number, height: number];

export interface Size {
  width: number;
  height: number;
}

/** Whether two shapes are the same as far as whole pixels allow: within 1 %. */
export const matchesRatio = ({ width, height }: Size, [w, h]: Ratio): boolean => {
  const quotient = (width * h) / (height * w);
  return Math.max(quotient, 1 / quotient) <= 1 + pinLimits.carousel.ratioTolerance;
};

export const ratioText = ([width, height]: Ratio): string => `${width}:${height}`;
