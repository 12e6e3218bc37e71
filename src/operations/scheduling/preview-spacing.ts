import type { Problem } from '../../domain/errors/index.ts';
import {
  brokenRules,
  type Neighbour,
  type RulesInForce,
  type SpacedPin,
} from '../../domain/spacing/rules.ts';
import { brokenRuleAdvice, spacedProblem } from '../../domain/spacing/problems.ts';
import {
  findFreeTimes,
  findNeighbours,
  windowOf,
  readRules,
  knownRange,
  uniquePins,
  type AccountRow,
  type Db,
  type FoundPin,
  type PinRow,
  type PlannedPin,
  type FreeTime,
} from '../../store/index.ts';
import type { Context } from '../context.ts';

/** One target of a post that has a time. */
export interface TimedTarget extends SpacedPin {
  index: number;
  wantedMs: number;
  /** Where its time, link and image were sent, and where a time of its own would be. */
  fields: { time: string; link: string; image: string; own: string };
}

export interface SpacingPreview {
  /** By the index of the target: the time that keeps every rule. Absent: its own time does. */
  places: Map<number, FreeTime>;
  problems: (Problem & { index: number })[];
}

/**
 * Pins read at once: enough to know whether a rule is broken, which most Pins do not, and often the next free time. Each
 * costs every post that is accepted.
 */
const readAtOnce = 25;
/** Pages read to suggest a time; after that the time behind the last Pin is suggested. */
const pages = 2;

/** The account whose rules are looked at, and the Pinterest user who has them. */
export type SpacedAccount = Pick<AccountRow, 'id' | 'identityId'>;

/** Stored Pins that can conflict with the given ones. One round trip. */
export const readNeighbours = (
  db: Db,
  { identityId }: SpacedAccount,
  rules: RulesInForce,
  candidates: readonly PlannedPin[],
  exceptIds: readonly string[],
): Promise<FoundPin[]> =>
  findNeighbours(db, identityId, candidates, windowOf(rules, readAtOnce, true), exceptIds);

/**
 * What the spacing rules say of a post's targets for one account: warnings where rules are only advice, and where
 * they are enforced the times the Pins would get. Targets of the post are neighbours of each other.
 * @param around from {@link readNeighbours}. The database is asked again only when a rule is broken and that does not do.
 */
export async function previewSpacing(
  db: Db,
  account: SpacedAccount,
  rules: RulesInForce,
  targets: readonly TimedTarget[],
  around: readonly FoundPin[],
  exceptIds: readonly string[],
): Promise<SpacingPreview> {
  const none: SpacingPreview = { places: new Map(), problems: [] };
  if (rules.mode === 'off' || targets.length === 0) return none;
  const neighbours: Neighbour[] = uniquePins(around);
  const sorted = targets.toSorted((a, b) => a.wantedMs - b.wantedMs);
  const broken = sorted.map((target) => {
    const found = brokenRules(target.wantedMs, target, neighbours, rules);
    neighbours.push({ ...target, id: idOf(target), atMs: target.wantedMs });
    return found;
  });
  if (broken.every((found) => found.length === 0)) return none;
  const [first] = sorted;
  const oneTime = first && sorted.every(({ wantedMs }) => wantedMs === first.wantedMs);
  const found = await findFreeTimes(
    db,
    account.identityId,
    rules,
    sorted.map((target) => ({ ...target, id: idOf(target) })),
    {
      exceptIds,
      ...(rules.mode === 'advise' && { pages }),
      ...(oneTime && {
        known: knownRange(first.wantedMs, around, windowOf(rules, readAtOnce, true)),
      }),
    },
  );
  const places = new Map(
    found.flatMap((place, at) => {
      const target = sorted[at];
      return target && place.atMs > place.wantedMs ? [[target.index, place]] : [];
    }),
  );
  const problems = sorted.flatMap(({ index, wantedMs, fields }, at) => {
    const place = places.get(index);
    if (!place) return []; // Breaks a rule only against a target that is itself moved.
    if (rules.mode === 'enforce')
      return {
        index,
        ...spacedProblem({ accountId: account.id, ...place }, rules, { field: fields.own }),
      };
    return (broken[at] ?? []).map((rule) => ({
      index,
      ...brokenRuleAdvice(rule, wantedMs, place.atMs, rules, fields),
    }));
  });
  return { places, problems };
}

/**
 * The warnings for Pins that are about to get other times and nothing else: what {@link readNeighbours} and the rules say is read here.
 * @param times by the index of the Pin.
 */
export async function previewNewTimes(
  context: Context,
  pins: readonly PinRow[],
  times: readonly (Date | null)[],
): Promise<Problem[]> {
  const { db } = context.store;
  const nowMs = context.clock();
  const ownIds = pins.map(({ id }) => id);
  const timed = pins.flatMap((pin, index) => {
    const at = times[index];
    const field = 'scheduledFor';
    const fields = { time: field, link: field, image: field, own: `platforms[${index}].${field}` };
    const { boardId, link, fingerprint } = pin;
    const account = { id: pin.accountId, identityId: pin.identityId };
    const wantedMs = Math.max(at?.getTime() ?? 0, nowMs);
    return at ? [{ account, boardId, link, fingerprint, index, wantedMs, fields }] : [];
  });
  const accounts = new Map(timed.map(({ account }) => [account.id, account]));
  const rulesOf = await readRules(
    db,
    [...accounts.values()].map((account) => account.identityId),
  );
  const found = await Promise.all(
    [...accounts.values()].map(async (account) => {
      const rules = rulesOf.get(account.identityId);
      const own = timed.filter((pin) => pin.account.id === account.id);
      if (rules?.mode !== 'advise') return []; // Enforced: the transaction says where they are moved.
      const candidates = own.map((pin) => ({ ...pin, at: new Date(pin.wantedMs), boardId: null }));
      const around = await readNeighbours(db, account, rules, candidates, ownIds);
      return (await previewSpacing(db, account, rules, own, around, ownIds)).problems;
    }),
  );
  const problems = found.flat().map(({ index: _index, ...item }) => item);
  return [...new Map(problems.map((item) => [`${item.code} ${item.field}`, item])).values()];
}

/** Not an id of ours: a target has none yet. */
const idOf = ({ index }: TimedTarget): string => `target ${index}`;
