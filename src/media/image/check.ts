import { type ErrorCode, type Problem, problem, type Severity } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes } from '../labels.ts';
import type { PreparedImage } from './prepare.ts';
import { matchesRatio } from './carousel.ts';

const { recommended } = pinLimits.image;

/**
 * What Pinterest takes, but costs reach or quality, as warnings and hints.
 * @param field where the image stands in the request
 */
export function checkImage(
  {
    width,
    height,
    blank,
    source,
  }: Pick<PreparedImage, 'width' | 'height' | 'blank'> & {
    source: Pick<PreparedImage['source'], 'bytes' | 'format' | 'animated'>;
  },
  field?: string,
): Problem[] {
  const found: Problem[] = [];
  const add = (wrong: boolean, code: ErrorCode, severity: Severity) => {
    const values = {
      width,
      height,
      size: formatBytes(source.bytes),
      limit: formatBytes(recommended.maxGifBytes),
    };
    if (wrong)
      found.push(problem(code, { ...(field !== undefined && { field }), values, severity }));
  };
  add(blank, 'IMAGE_BLANK', 'warning');
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const isSmall = short < recommended.minShortSide || long < recommended.minLongSide;
  add(isSmall, 'IMAGE_SMALL', 'warning');
  const isTooTall = height / width > recommended.maxTallness;
  add(isTooTall, 'IMAGE_TOO_TALL', 'warning');
  const isUsual = recommended.ratios.some((ratio) => matchesRatio({ width, height }, ratio));
  add(!isTooTall && !isUsual, 'IMAGE_RATIO_UNUSUAL', 'hint');
  const isLargeGif =
    source.format === 'gif' && source.animated && source.bytes > recommended.maxGifBytes;
  add(isLargeGif, 'GIF_LARGE', 'warning');
  return found;
}
