import { dayAt, groupOf, selectPins } from '../../analytics/index.ts';
import { readSeenPins, type AccountRow, type SeenFilter, type SeenPin } from '../../store/index.ts';
import { readPinNumbers } from '../analytics/numbers.ts';
import { longestPeriod } from '../analytics/period.ts';
import type { Context } from '../context.ts';

/**
 * Live Pins with their lifetime figures. Pinterest's lists need not name saves, which Zernio's API is about: where they
 * do not, saves are those of the days that were read here, all of them for a Pin that was read from its first day on.
 */
export async function readSeen(
  context: Context,
  accounts: readonly AccountRow[],
  filter: SeenFilter,
): Promise<SeenPin[]> {
  const pins = await readSeenPins(context.store.db, context.workspaceIds, filter);
  const wanted = pins.filter(({ lifetime }) => lifetime !== null && lifetime.saves === undefined);
  if (wanted.length === 0) return pins;
  const saves = new Map<string, number>();
  for (const account of accounts) {
    const ids = new Set(
      wanted.flatMap(({ accountId, pinterestPinId }) =>
        accountId === account.id ? [pinterestPinId] : [],
      ),
    );
    if (ids.size > 0)
      for (const [id, count] of await savesOfDays(context, account, ids))
        saves.set(`${account.id} ${id}`, count);
  }
  return pins.map((pin) => {
    const count = saves.get(`${pin.accountId} ${pin.pinterestPinId}`);
    return count === undefined || pin.lifetime?.saves !== undefined
      ? pin
      : { ...pin, lifetime: { ...pin.lifetime, saves: count } };
  });
}

/** By Pin; Pins of which no day was read are left out. */
async function savesOfDays(
  context: Context,
  account: AccountRow,
  ids: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const through = dayAt(context.store.clock.nowMs());
  const { ranges, pins } = await readPinNumbers(
    { ...context, workspaceId: account.workspaceId },
    account,
    {
      ranges: [{ from: through - longestPeriod + 1, through }],
      metrics: ['saves'],
      selection: { ids },
    },
  );
  const [range] = ranges;
  const chosen = selectPins(pins, { ids });
  const found = new Map<string, number>();
  if (!range) return found;
  for (const [ordinal, id] of pins.ids.entries()) {
    if (id === undefined || chosen?.[ordinal] !== 1) continue;
    const { saves } = groupOf(range, ['saves'], [ordinal]).sums;
    if (saves !== null && saves !== undefined) found.set(id, saves);
  }
  return found;
}
