import type { Problem } from '../../domain/errors/index.ts';
import { spacedProblem } from '../../domain/spacing/problems.ts';
import {
  findFreeTimes,
  lockSpacing,
  movePins,
  pinsToSpace,
  readRules,
  type Move,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';

/**
 * Gives the waiting Pins of these posts the earliest time that keeps every rule of their account, where those are
 * enforced; the wanted time stays in `scheduledFor`. A slot of a queue is a wanted time like any other. Call it
 * once the Pins are stored, before repeats are looked for: of two transactions at once the second sees the first's.
 * @param pinIds only these of them.
 * @returns a warning for each Pin that was moved.
 */
export async function spaceOut(
  context: Context,
  tx: Tx,
  postIds: readonly string[],
  pinIds?: readonly string[],
): Promise<Problem[]> {
  if (pinIds?.length === 0) return [];
  const all = await pinsToSpace(tx, postIds);
  const waiting = pinIds ? all.filter(({ id }) => pinIds.includes(id)) : all;
  if (waiting.length === 0) return [];
  const identityIds = [...new Set(waiting.map((pin) => pin.identityId))].sort();
  await lockSpacing(tx, identityIds);
  const rulesOf = await readRules(tx, identityIds);
  const moves: Move[] = [];
  for (const identityId of identityIds) {
    const rules = rulesOf.get(identityId);
    if (rules?.mode !== 'enforce') continue; // Switched off a moment ago.
    const nowMs = context.clock();
    const own = waiting
      .filter((pin) => pin.identityId === identityId)
      .map((pin) => ({ ...pin, wantedMs: Math.max(pin.wantedMs, nowMs) }));
    for (const place of await findFreeTimes(tx, identityId, rules, own)) {
      const pin = own.find(({ id }) => id === place.id);
      if (!pin || place.atMs === place.wantedMs) continue;
      const shown = { field: `platforms[${pin.position}].scheduledFor`, pinId: pin.id };
      const reason = spacedProblem({ accountId: pin.accountId, ...place }, rules, shown);
      moves.push({ id: pin.id, atMs: place.atMs, reason });
    }
  }
  await movePins(tx, moves);
  return moves.map(({ reason }) => reason);
}
