import type { CreatePostInput } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { adviseOnText } from '../../domain/pins/advice.ts';
import type { FoundPin } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { lookUpQueue, nextFreeSlots } from '../scheduling/find-schedule.ts';
import {
  previewSpacing,
  readNeighbours,
  type SpacedAccount,
  type TimedTarget,
} from '../scheduling/preview-spacing.ts';
import type { MediaPlan } from './plan-media.ts';
import type { ResolvedTarget } from './resolve-targets.ts';
import { fingerprintOf, type PostMedia } from './target-media.ts';
import type { Timing } from '../scheduling/timing.ts';
import { asksForSlot } from '../scheduling/timing.ts';
import { parseUrl } from '../../domain/parse-url.ts';

interface Checked {
  /** As it was sent, before fanOut was spread out. */
  given: CreatePostInput;
  timing: Timing;
  targets: readonly (ResolvedTarget | null)[];
  media: PostMedia;
  /** Pins that are about to be changed into this very post. */
  ownPinIds?: readonly string[];
  /** Where Pins are moved is not foreseen, since it is about to be known. */
  stores?: boolean;
}

interface Candidate {
  index: number;
  target: ResolvedTarget;
  plan: MediaPlan;
}

/** Warnings and hints: what Pinterest takes, but costs reach or looks like spam. Nothing here blocks. */
export async function advise(context: Context, checked: Checked): Promise<Problem[]> {
  const candidates = checked.targets.flatMap((target, index): Candidate[] => {
    const plan = checked.media.plans[index];
    return target && plan ? [{ index, target, plan }] : [];
  });
  const accounts = new Map(candidates.map(({ target }) => [target.account.id, target.account]));
  const seen = await Promise.all(
    [...accounts.values()].map((account) =>
      adviseOnNeighbours(
        context,
        checked,
        account,
        candidates.filter(({ target }) => target.account.id === account.id),
      ),
    ),
  );
  return candidates.flatMap(({ index, target, plan }) => [
    ...plan.media.flatMap(({ advice }) => advice.map((item) => ({ ...item, field: 'mediaItems' }))),
    ...(plan.kind === 'save' ? [] : adviseOnText(target.content, pathOf(index))),
    ...seen.flatMap((problems) => problems.get(index) ?? []),
  ]);
}

/** What earlier and planned Pins of one account have to do with its targets, by their index. */
async function adviseOnNeighbours(
  context: Context,
  { given, timing, ownPinIds = [], stores }: Checked,
  account: SpacedAccount,
  candidates: readonly Candidate[],
): Promise<Map<number, Problem[]>> {
  const rules = candidates[0]?.target.rules;
  if (!rules) return new Map();
  const { db } = context.store;
  const known =
    timing.mode === 'draft' || given.ignoreSpacing || (stores && rules.mode === 'enforce');
  const spaced = known ? [] : candidates;
  const slot = known ? null : await slotFor(context, given, account.id);
  const timed = spaced.flatMap(({ index, target, plan }): TimedTarget[] => {
    const at = timing.targets[index] ?? slot;
    if (!at) return [];
    const fields = {
      time: timeField(given, index),
      link: `${pathOf(index)}.link`,
      image: 'mediaItems',
      own: `platforms[${index}].scheduledFor`,
    };
    const { boardId, link } = target.content;
    const wantedMs = Math.max(at.getTime(), context.clock());
    return [{ index, boardId, link, fingerprint: fingerprintOf(plan), wantedMs, fields }];
  });
  const wanted = candidates.map(({ index, target: { content }, plan }) => {
    const wantedMs = timed.find((item) => item.index === index)?.wantedMs;
    return {
      at: wantedMs === undefined ? null : new Date(wantedMs),
      boardId: content.boardId,
      link: content.link,
      fingerprint: fingerprintOf(plan),
    };
  });
  const around = await readNeighbours(db, account, rules, wanted, ownPinIds);
  const spacing = await previewSpacing(db, account, rules, timed, around, ownPinIds);
  return new Map(
    candidates.map(({ index, target, plan }) => [
      index,
      [
        ...repeats(around, target, fingerprintOf(plan), index),
        ...spacing.problems.flatMap(({ index: of, ...item }) => (of === index ? item : [])),
      ],
    ]),
  );
}

/** The queue slot the post would get now; another post may take it first. Errors are reported on accept. */
async function slotFor(
  context: Context,
  given: CreatePostInput,
  accountId: string,
): Promise<Date | null> {
  if (!asksForSlot(given)) return null;
  const { db } = context.store;
  const { queuedFromProfile: profileId, queueId, platforms = [] } = given;
  const own = platforms.every((target) => target.accountId === accountId) ? accountId : undefined;
  try {
    const queue = await lookUpQueue(context, db, { profileId, queueId, accountId: own });
    return (queue && (await nextFreeSlots(context, db, queue, 1))[0]) ?? null;
  } catch (error) {
    if (error instanceof LinchpinError) return null;
    throw error;
  }
}

/** The same image on the same board, and links Pinterest blocked before. `around` has the newest first. */
function repeats(
  around: readonly FoundPin[],
  { content }: ResolvedTarget,
  fingerprint: string | null,
  index: number,
): Problem[] {
  const problems: Problem[] = [];
  const same = around.find(
    (pin) =>
      pin.kind === 'repeat' && pin.fingerprint === fingerprint && pin.boardId === content.boardId,
  );
  if (same)
    problems.push(
      problem('ADVICE_DUPLICATE_IMAGE', {
        field: 'mediaItems',
        severity: 'warning',
        values: { date: day(same.atMs) },
        details: { pinId: same.id, platformPostId: same.pinterestPinId },
      }),
    );
  const host = hostOf(content.link);
  const blocked = around.find(
    (pin) => pin.kind === 'blocked' && host !== null && hostOf(pin.link) === host,
  );
  if (blocked)
    problems.push(
      problem('ADVICE_LINK_SPAM_BEFORE', {
        field: `${pathOf(index)}.link`,
        severity: 'warning',
        values: { host: host ?? '', date: day(blocked.atMs) },
      }),
    );
  return problems;
}

/** Where the time of a target was sent: one warning for a whole fanOut is enough. */
function timeField(given: CreatePostInput, index: number): string {
  if (given.fanOut) return 'fanOut';
  if (given.publishNow) return 'publishNow';
  return given.platforms?.[index]?.scheduledFor === undefined
    ? 'scheduledFor'
    : `platforms[${index}].scheduledFor`;
}

const pathOf = (index: number): string => `platforms[${index}].platformSpecificData`;
const hostOf = (link: string | null): string | null =>
  link === null ? null : (parseUrl(link)?.hostname ?? null);
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
