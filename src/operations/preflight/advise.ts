import type { CreatePostInput } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { adviseOnText } from '../../domain/pins/advice.ts';
import type { FoundPin } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { lookUpQueue, nextFreeSlots, type WantedQueue } from '../scheduling/find-schedule.ts';
import { previewSpacing, readNeighbours, type TimedTarget } from '../scheduling/preview-spacing.ts';
import type { MediaPlan } from './plan-media.ts';
import type { ResolvedTarget } from './resolve-targets.ts';
import { fingerprintOf, type PostMedia } from './target-media.ts';
import type { Timing } from '../scheduling/timing.ts';
import { asksForSlot } from '../scheduling/timing.ts';
import { groupBy } from '../../domain/group-by.ts';
import { parseUrl } from '../../domain/parse-url.ts';

interface Checked {
  /** As it was sent, before fanOut was spread out. */
  given: CreatePostInput;
  timing: Timing;
  targets: readonly (ResolvedTarget | null)[];
  media: PostMedia;
}

interface AdviceOptions {
  /** Pins that are about to be changed into this very post. */
  ownPinIds?: readonly string[];
  /** Where Pins are moved is not foreseen, since it is about to be known. */
  stores?: boolean;
}

interface Candidate {
  /** Its place among all candidates. */
  id: number;
  post: Checked;
  /** Its place among the targets of its post. */
  index: number;
  target: ResolvedTarget;
  plan: MediaPlan;
}

/**
 * Warnings and hints: what Pinterest takes, but costs reach or looks like spam. Nothing here blocks. Posts that are
 * checked together are neighbours of each other.
 * @returns one list for each post.
 */
export async function advise(
  context: Context,
  posts: readonly Checked[],
  options: AdviceOptions,
): Promise<Problem[][]> {
  const candidates = posts
    .flatMap((post) =>
      post.targets.flatMap((target, index) => {
        const plan = post.media.plans[index];
        return target && plan ? [{ post, index, target, plan }] : [];
      }),
    )
    .map((candidate, id): Candidate => ({ ...candidate, id }));
  const ofAccount = groupBy(candidates, ({ target }) => target.account.id);
  const seen = await Promise.all(
    [...ofAccount.values()].map((own) => adviseOnNeighbours(context, own, options)),
  );
  const bySeen = new Map(seen.flatMap((problems) => [...problems]));
  const byPost = groupBy(candidates, ({ post }) => post);
  return posts.map((post) =>
    (byPost.get(post) ?? []).flatMap(({ id, index, target, plan }) => [
      ...plan.media.flatMap(({ advice }) =>
        advice.map((item) => ({ ...item, field: 'mediaItems' })),
      ),
      ...(plan.kind === 'save' ? [] : adviseOnText(target.content, pathOf(index))),
      ...(bySeen.get(id) ?? []),
    ]),
  );
}

/** What earlier and planned Pins of one account have to do with these, by their id. */
async function adviseOnNeighbours(
  context: Context,
  candidates: readonly Candidate[],
  { ownPinIds = [], stores }: AdviceOptions,
): Promise<Map<number, Problem[]>> {
  const [first] = candidates;
  if (!first) return new Map();
  const { rules, account } = first.target;
  const { db } = context.store;
  const isSpaced = ({ given, timing }: Checked) =>
    timing.mode !== 'draft' && !given.ignoreSpacing && !(stores && rules.mode === 'enforce');
  const spaced = candidates.filter(({ post }) => isSpaced(post));
  const slots = await slotsFor(context, new Set(spaced.map(({ post }) => post)), account.id);
  const timed = spaced.flatMap(({ id, post, index, target, plan }): TimedTarget[] => {
    const time = post.timing.targets[index] ?? slots.get(post);
    if (!time) return [];
    const fields = {
      time: timeField(post.given, index),
      link: `${pathOf(index)}.link`,
      image: 'mediaItems',
      own: `platforms[${index}].scheduledFor`,
    };
    const { boardId, link } = target.content;
    const wantedMs = Math.max(time.getTime(), context.clock());
    return [{ index: id, boardId, link, fingerprint: fingerprintOf(plan), wantedMs, fields }];
  });
  const times = new Map(timed.map(({ index, wantedMs }) => [index, new Date(wantedMs)]));
  const wanted = candidates.map(({ id, target: { content }, plan }) => ({
    at: times.get(id) ?? null,
    boardId: content.boardId,
    link: content.link,
    fingerprint: fingerprintOf(plan),
  }));
  const around = await readNeighbours(db, account, rules, wanted, ownPinIds);
  const spacing = await previewSpacing(db, account, rules, timed, around, ownPinIds);
  const moved = groupBy(spacing.problems, ({ index }) => index);
  return new Map(
    candidates.map(({ id, index, target, plan }) => [
      id,
      [
        ...repeats(around, target, fingerprintOf(plan), index),
        ...(moved.get(id) ?? []).map(({ index: _index, ...item }) => item),
      ],
    ]),
  );
}

/** The queue slots the posts would get now; another post may take them first. Errors are reported on accept. */
async function slotsFor(
  context: Context,
  posts: ReadonlySet<Checked>,
  accountId: string,
): Promise<Map<Checked, Date>> {
  const { db } = context.store;
  const queued = [...posts].filter(({ given }) => asksForSlot(given));
  const ofQueue = groupBy(queued, ({ given }) => JSON.stringify(queueOf(given, accountId)));
  const found = [...ofQueue.values()].map(async (own) => {
    const [first] = own;
    if (!first) return [];
    try {
      const queue = await lookUpQueue(context, db, queueOf(first.given, accountId));
      const free = queue ? await nextFreeSlots(context, db, queue, own.length) : [];
      return free.flatMap((slot, index) => {
        const post = own[index];
        return post ? [[post, slot] as const] : [];
      });
    } catch (error) {
      if (error instanceof LinchpinError) return [];
      throw error;
    }
  });
  return new Map((await Promise.all(found)).flat());
}

function queueOf(
  { queuedFromProfile: profileId, queueId, platforms = [] }: CreatePostInput,
  accountId: string,
): WantedQueue {
  const isOwn = platforms.every((target) => target.accountId === accountId);
  return { profileId, queueId, accountId: isOwn ? accountId : undefined };
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
