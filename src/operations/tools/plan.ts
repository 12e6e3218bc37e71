import { throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { zoneNamedIn } from '../../domain/time/schedule.ts';
import { withOffset } from '../../domain/time/slots.ts';
import { findAccount, listBoards } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { defaultSeed, expandFanOut } from '../scheduling/fan-out.ts';
import { previewSpacing, readNeighbours } from '../scheduling/preview-spacing.ts';
import { resolveTargets, type ResolvedTarget } from '../preflight/resolve-targets.ts';
import { readTiming } from '../scheduling/timing.ts';

export const planFanOut = implement('tools.plan', {
  scope: 'posts:read',
  within: ofAccount,
  async run(context, { accountId, start, timezone: given, ...fanOut }) {
    const timezone = given ?? zoneNamedIn(start) ?? 'UTC';
    const nowMs = context.clock();
    const post = {
      scheduledFor: start,
      timezone,
      fanOut,
      platforms: [{ platform: 'pinterest', accountId, platformSpecificData: {} }],
    };
    const { input, problems } = expandFanOut(post, nowMs);
    const timing = readTiming(input, nowMs);
    const [resolved = { targets: [], problems: [] }] = await resolveTargets(context, [input]);
    const rename = (field?: string) =>
      field
        ?.replace(/^platforms\[(\d+)\]\.platformSpecificData\.boardId$/, 'boards[$1]')
        .replace(/^platforms\[\d+\]\.accountId$/, 'accountId');
    const found = [...problems, ...timing.problems, ...resolved.problems].map((item) => {
      const field = item.field === 'scheduledFor' ? 'start' : rename(item.field);
      return field === undefined ? item : { ...item, field };
    });
    throwIfBlocked([
      ...new Map(found.map((item) => [`${item.code} ${item.field}`, item])).values(),
    ]);
    const account = await findAccount(context.store.db, context.workspaceId, accountId);
    const boards = account ? await listBoards(context.store.db, [account.id]) : [];
    const spacing = await spacingOf(context, resolved.targets, timing.targets);
    const entries = resolved.targets.flatMap((target, index) => {
      const wanted = timing.targets[index];
      if (!target || !wanted) return [];
      const at = spacing.enforced.get(index) ?? wanted;
      const boardId = target.content.boardId;
      return {
        boardId,
        boardName: boards.find(({ id }) => id === boardId)?.name ?? null,
        scheduledFor: at.toISOString(),
        localTime: withOffset(at, timezone),
      };
    });
    const warnings = [...found.filter(({ severity }) => severity !== 'error'), ...spacing.warnings];
    return {
      accountId,
      timezone,
      intervalMinutes: fanOut.intervalMinutes,
      jitterMinutes: fanOut.jitterMinutes,
      seed: fanOut.seed ?? defaultSeed,
      start: entries[0]?.scheduledFor ?? start,
      end: entries.at(-1)?.scheduledFor ?? start,
      count: entries.length,
      entries,
      ...(warnings.length > 0 && { warnings }),
    };
  },
});

/** All of one fan-out show the same image; whether they also share a link is not known here. */
const sameImage = 'the image of the plan';

/** What the spacing rules make of the times, as far as the plan says what the Pins have in common. */
async function spacingOf(
  context: Context,
  targets: readonly (ResolvedTarget | null)[],
  times: readonly (Date | null)[],
): Promise<{ enforced: Map<number, Date>; warnings: Problem[] }> {
  const { db } = context.store;
  const nowMs = context.clock();
  const timed = targets.flatMap((target, index) => {
    const at = times[index];
    if (!target || !at) return [];
    const fields = { time: 'start', link: 'boards', image: 'boards', own: `boards[${index}]` };
    const { boardId } = target.content;
    const wantedMs = Math.max(at.getTime(), nowMs);
    return { index, boardId, link: null, fingerprint: sameImage, wantedMs, fields };
  });
  const target = targets.find((item) => item !== null);
  if (!target) return { enforced: new Map(), warnings: [] };
  const { account, rules } = target;
  const candidates = timed.map(({ wantedMs, boardId }) => ({
    at: new Date(wantedMs),
    boardId,
    link: null,
    fingerprint: null,
  }));
  const around = await readNeighbours(db, account, rules, candidates, []);
  const { places, problems } = await previewSpacing(db, account, rules, timed, around, []);
  const moved = rules.mode === 'enforce' ? [...places] : [];
  const warnings = problems.map(({ index: _index, ...found }) => found);
  return {
    enforced: new Map(moved.map(([index, { atMs }]) => [index, new Date(atMs)])),
    warnings: [...new Map(warnings.map((item) => [`${item.code} ${item.field}`, item])).values()],
  };
}
