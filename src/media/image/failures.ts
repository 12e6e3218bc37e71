import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatName } from '../labels.ts';
import type { MediaFormat } from '../formats.ts';

const reasons: readonly [RegExp, string][] = [
  [
    /premature end|unexpected end|truncated|read error|bad seek|eof|end of (file|stream)/i,
    'it is cut off',
  ],
  [/timeout/i, 'decoding it takes too long'],
];

/** Turns a failure of libvips into our words. Its own text goes into `cause` for the log. */
export function imageFailure(error: unknown, format: MediaFormat): LinchpinError {
  if (error instanceof LinchpinError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/pixel limit/i.test(text)) return tooManyPixels(pinLimits.image.maxPixels, error);
  const known = reasons.find(([pattern]) => pattern.test(text));
  const reason = known?.[1] ?? `it begins like ${formatName(format)}, but the rest does not fit`;
  return refusal('IMAGE_BROKEN', { values: { reason }, cause: error });
}

/** Whether an image was refused because its end is missing. */
export const isCutOff = (error: unknown): boolean =>
  error instanceof LinchpinError &&
  error.code === 'IMAGE_BROKEN' &&
  error.message.endsWith('it is cut off');

/** The refusal of an image that would take too much memory. @param limit pixels */
export const tooManyPixels = (limit: number, cause?: unknown): LinchpinError =>
  refusal('IMAGE_TOO_MANY_PIXELS', { values: { limit: Math.floor(limit / 1_000_000) }, cause });
