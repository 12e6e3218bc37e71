import { type Problem, problem } from '../../domain/errors/index.ts';

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
