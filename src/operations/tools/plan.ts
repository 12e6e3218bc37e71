import { Plan, PlanInput } from '../../contract/index.ts';
import { throwIfBlocked } from '../../domain/errors/index.ts';
import { withOffset } from '../../domain/slots.ts';
import { findAccount, listBoards } from '../../store/index.ts';
import { operation } from '../operation.ts';
import { defaultSeed, expandFanOut } from '../preflight/fan-out.ts';
import { resolveTargets } from '../preflight/resolve-targets.ts';
import { readTiming } from '../preflight/timing.ts';

export const planFanOut = operation({
  name: 'tools.plan',
  summary: 'When each of several boards would get the same content; nothing is stored',
  scope: 'read',
  destructive: false,
  input: PlanInput,
  output: Plan,
  async run(context, { accountId, start, timezone, ...fanOut }) {
    const nowMs = context.clock();
    const post = {
      scheduledFor: start,
      timezone,
      fanOut,
      platforms: [{ platform: 'pinterest', accountId, platformSpecificData: {} }],
    };
    const { input, problems } = expandFanOut(post, nowMs);
    const timing = readTiming(input, nowMs);
    const resolved = await resolveTargets(context, input);
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
    const account = await findAccount(context.store.db, context.actor.workspaceId, accountId);
    const boards = account ? await listBoards(context.store.db, [account.id]) : [];
    const entries = resolved.targets.flatMap((target, index) => {
      const at = timing.targets[index];
      if (!target || !at) return [];
      const boardId = target.content.boardId;
      return {
        boardId,
        boardName: boards.find(({ id }) => id === boardId)?.name ?? null,
        scheduledFor: at.toISOString(),
        localTime: withOffset(at, timezone),
      };
    });
    const warnings = found.filter(({ severity }) => severity !== 'error');
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
