import { type ErrorCode, type Problem, problem } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes, formatName, codecLabel, pixelFormatLabel } from '../labels.ts';
import type { PixelFormat, VideoInfo } from '../media-info.ts';

const limits = pinLimits.video;
const { recommended } = limits;

type Values = Record<string, string | number>;

/**
 * Everything Pinterest would refuse about a video, as errors, and what costs reach or quality, as
 * warnings; the errors come first.
 * @param field where the video stands in the request
 */
export function checkVideo(info: VideoInfo, field?: string): Problem[] {
  const found: Problem[] = [];
  const add = (wrong: boolean, code: ErrorCode, values: Values, severity: Problem['severity']) => {
    if (wrong)
      found.push(problem(code, { ...(field !== undefined && { field }), values, severity }));
  };
  const { durationSeconds: seconds, width, height, bytes, fps, audioCodec } = info;
  const { minSeconds, maxSeconds, maxBytes } = limits;
  const error = (wrong: boolean, code: ErrorCode, values: Values = {}) =>
    add(wrong, code, values, 'error');
  const warning = (wrong: boolean, code: ErrorCode, values: Values = {}) =>
    add(wrong, code, values, 'warning');

  error(info.truncated, 'VIDEO_TRUNCATED');
  error(!includes(limits.containers, info.container), 'VIDEO_CONTAINER_UNSUPPORTED', {
    format: formatName(info.container),
  });
  error(!includes(limits.codecs, info.videoCodec), 'VIDEO_CODEC_UNSUPPORTED', {
    codec: codecLabel(info.videoCodec),
  });
  error(seconds < minSeconds, 'VIDEO_TOO_SHORT', { seconds, min: minSeconds });
  error(seconds > maxSeconds, 'VIDEO_TOO_LONG', {
    duration: formatDuration(seconds),
    limit: formatDuration(maxSeconds),
  });
  error(bytes > maxBytes, 'MEDIA_TOO_LARGE', {
    size: formatBytes(bytes),
    limit: formatBytes(maxBytes),
  });
  const ratio = Math.round((width / height) * 100) / 100;
  const outside = ratio < limits.minRatio || ratio > limits.maxRatio;
  error(outside, 'VIDEO_RATIO', { width, height, shape: ratio < 1 ? 'tall' : 'wide' });

  warning(!outside && !isRecommended(width, height), 'VIDEO_RATIO_UNUSUAL', { width, height });
  const colours = info.pixelFormat;
  warning(colours !== null && !isOrdinary(info.videoCodec, colours), 'VIDEO_PIXEL_FORMAT', {
    colours: pixelFormatLabel(colours),
  });
  warning(info.isStill, 'VIDEO_STILL');
  const missing = seconds - info.pictureSeconds;
  warning(!info.isStill && missing > recommended.maxPictureMissingSeconds, 'VIDEO_PICTURE_SHORT', {
    picture: info.pictureSeconds,
    seconds,
  });
  warning(fps !== null && fps < recommended.minFps, 'VIDEO_FRAME_RATE_LOW', {
    fps: fps ?? 0,
    min: recommended.minFps,
  });
  const small = Math.min(width, height) < recommended.minShortSide;
  warning(small, 'VIDEO_RESOLUTION_LOW', { width, height });
  const otherSound = audioCodec !== null && audioCodec !== recommended.audioCodec;
  warning(otherSound, 'VIDEO_AUDIO_NOT_AAC', { codec: codecLabel(audioCodec ?? '') });
  return found;
}

const includes = (list: readonly string[], value: string): boolean => list.includes(value);

/** What phones and browsers decode: H.265 with 10 bits is what phones record. */
const isOrdinary = (codec: string, { chroma, bits }: PixelFormat): boolean =>
  chroma === '4:2:0' && bits <= (codec === 'h265' ? 10 : 8);

/** Within 1 %: 1080×1350 and 720×1280 are exact, 608×1080 is 9:16 as far as even numbers allow. */
const isRecommended = (width: number, height: number): boolean =>
  recommended.ratios.some(([w, h]) => Math.abs((width * h) / (height * w) - 1) <= 0.01);

/** `15:00 minutes`, rounded up so that what is over the limit also looks so. */
function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} minutes`;
}

/**
 * What is wrong with the time a cover is taken at. Pinterest takes whole seconds from 0 on (send
 * `Math.floor`), and the last frame when the time lies behind the end (spec `cover_image_key_frame_time`).
 * @param time seconds
 */
export function checkCoverTime(time: number, durationSeconds: number, field?: string): Problem[] {
  const at = field === undefined ? {} : { field };
  if (!Number.isFinite(time) || time < 0) {
    return [problem('VIDEO_COVER_TIME_INVALID', { ...at, values: { time } })];
  }
  if (time <= durationSeconds) return [];
  const values = { time, seconds: durationSeconds };
  return [problem('VIDEO_COVER_TIME_BEYOND_END', { ...at, values, severity: 'warning' })];
}
