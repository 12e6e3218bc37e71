import { LinchpinError, problem, refusal, type Problem } from '../../domain/errors/index.ts';
import { isId } from '../../domain/ids.ts';
import {
  findAccount,
  findLivePins,
  putLivePins,
  type AccountRow,
  type LivePin,
} from '../../store/index.ts';
import { asWarnings } from '../boards/freshen.ts';
import type { Context } from '../context.ts';
import { ofAccount, type Within } from '../within.ts';

/** How a live Pin is named. */
export interface Wanted {
  pinId: string;
  accountId?: string | undefined;
}

/** Where the Pin is seen: in the workspace of the account that is named, else of the one account that sees it. */
export const ofPin: Within<Wanted> = async (call, wanted, granted) => {
  const { accountId } = wanted;
  if (accountId !== undefined) return ofAccount(call, { accountId }, granted);
  return [theOne(await findNamed(call, granted, wanted), wanted).workspaceId];
};

/** The one Pin of the workspace that is named. @throws LinchpinError LIVE_PIN_NOT_FOUND, LIVE_PIN_AMBIGUOUS */
export const requireLivePin = async (context: Context, wanted: Wanted): Promise<LivePin> =>
  theOne(await findNamed(context, [context.workspaceId], wanted), wanted);

export const findNamed = (
  { store }: Pick<Context, 'store'>,
  workspaceIds: readonly string[],
  { pinId, accountId }: Wanted,
): Promise<LivePin[]> =>
  findLivePins(
    store.db,
    workspaceIds,
    isId(pinId) ? { publicationId: pinId } : { pinterestPinId: pinId, accountId },
  );

/** @throws LinchpinError LIVE_PIN_NOT_FOUND, LIVE_PIN_AMBIGUOUS */
export function theOne(found: readonly LivePin[], { pinId }: Wanted): LivePin {
  const [pin, ...others] = found;
  if (!pin) throw refusal('LIVE_PIN_NOT_FOUND', { field: 'pinId', values: { pinId } });
  if (others.length === 0) return pin;
  const accountIds = found.map(({ accountId }) => accountId);
  throw refusal('LIVE_PIN_AMBIGUOUS', {
    field: 'accountId',
    values: { pinId, accounts: accountIds.join(', ') },
    details: { accountIds },
  });
}

/**
 * Reads the Pin from Pinterest and stores it.
 * @returns warnings where what was read before has to do. @throws LinchpinError when it was never read.
 */
export async function readAgain(
  context: Context,
  wanted: Wanted,
  known: readonly LivePin[],
): Promise<Problem[]> {
  const account = await accountToAsk(context, wanted, known);
  if (!account) return [];
  const pinterestPinId = known[0]?.pinterestPinId ?? wanted.pinId;
  try {
    const found = await context.pinterest.lookForPin(account, pinterestPinId);
    if (typeof found === 'object') {
      await putLivePins(context.store.db, account.identityId, [found]);
      return [];
    }
    // One answer proves nothing for good: it is marked as removed when a whole reading missed it as well.
    return known.length === 0
      ? []
      : [
          problem(found === 'gone' ? 'LIVE_PIN_GONE' : 'LIVE_PIN_OUTDATED', {
            severity: 'warning',
          }),
        ];
  } catch (error) {
    if (!(error instanceof LinchpinError) || known.length === 0) throw error;
    return [problem('LIVE_PIN_OUTDATED', { severity: 'warning' }), ...asWarnings(error)];
  }
}

async function accountToAsk(
  { store, workspaceId }: Context,
  { accountId, pinId }: Wanted,
  known: readonly LivePin[],
): Promise<AccountRow | undefined> {
  const id = known[0]?.accountId ?? accountId;
  if (id === undefined || (known.length === 0 && !/^\d{1,30}$/.test(pinId))) return undefined;
  return findAccount(store.db, workspaceId, id);
}
