import type { CreatePostInput, TargetInput } from '../../contract/index.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import { fanOutTimes } from '../../domain/time/fan-out.ts';
import { readSchedule, zoneNamedIn } from '../../domain/time/schedule.ts';

/** The seed of a plan that named none: the same content and interval then get the same times. */
export const defaultSeed = 'linchpin';

/**
 * Turns `fanOut` into ordinary targets with times of their own, so that everything behind it knows only those.
 * Without fanOut the input comes back as it is.
 * @param nowMs start of a plan that begins with publishNow.
 */
export function expandFanOut(
  input: CreatePostInput,
  nowMs: number,
): { input: CreatePostInput; problems: Problem[] } {
  const { fanOut, publishNow, ...rest } = input;
  if (!fanOut) return { input, problems: [] };
  const problems: Problem[] = [];
  const refusal = (reason: string) =>
    void problems.push(problem('FAN_OUT_NOT_POSSIBLE', { field: 'fanOut', values: { reason } }));

  const platforms = targetsOf(input, refusal);
  if (fanOut.jitterMinutes >= fanOut.intervalMinutes && fanOut.jitterMinutes > 0)
    refusal('jitterMinutes must be less than intervalMinutes, or Pins would change places.');
  if (rest.queuedFromProfile !== undefined && rest.scheduledFor === undefined)
    refusal('a queue gives one slot to a post, not one to each board.');
  const scheduledFor = publishNow ? new Date(nowMs).toISOString() : rest.scheduledFor;
  const expanded = { ...rest, platforms, ...(scheduledFor !== undefined && { scheduledFor }) };
  if (scheduledFor === undefined) {
    if (!input.isDraft) refusal('it has no start.');
    return { input: expanded, problems };
  }
  const timezone = input.timezone ?? zoneNamedIn(scheduledFor) ?? 'UTC';
  const start = readSchedule(scheduledFor, input.timezone, 'scheduledFor');
  // What is wrong with the start is said where times are read.
  if ('problem' in start) return { input: expanded, problems };
  const times = fanOutTimes(
    {
      startMs: start.at.getTime(),
      timezone,
      intervalMinutes: fanOut.intervalMinutes,
      jitterMinutes: Math.min(fanOut.jitterMinutes, fanOut.intervalMinutes - 1),
      seed: fanOut.seed ?? defaultSeed,
    },
    platforms.length,
  );
  return {
    input: {
      ...expanded,
      platforms: platforms.map((target, index) => ({
        ...target,
        scheduledFor: (times[index] ?? start.at).toISOString(),
      })),
    },
    problems,
  };
}

/** The targets as given, or the only one repeated for each board that fanOut names. */
function targetsOf(input: CreatePostInput, refusal: (reason: string) => void): TargetInput[] {
  const given = input.platforms ?? [];
  const boards = input.fanOut?.boards;
  if (!boards) return given;
  const [template, ...others] = given;
  if (!template || others.length) {
    refusal(`with fanOut.boards, platforms needs one entry; it has ${given.length}.`);
    return given;
  }
  return boards.map((boardId) => ({
    ...template,
    platformSpecificData: { ...template.platformSpecificData, boardId },
  }));
}
