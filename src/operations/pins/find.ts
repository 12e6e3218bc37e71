import { refusal } from '../../domain/errors/index.ts';
import { isId } from '../../domain/ids.ts';
import { findLivePins, type LivePin } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { ofAccount, type Within } from '../within.ts';

/** Pinterest's id of a Pin or that of our publication, and whose it is, where several accounts see it. */
export interface WantedPin {
  pinId: string;
  accountId?: string | undefined;
}

/** Where the Pin is seen: in the workspace of the account that is named, else of the one account that sees it. */
export const ofLivePin: Within<WantedPin> = async (call, wanted, granted) => {
  const { accountId } = wanted;
  if (accountId !== undefined) return ofAccount(call, { accountId }, granted);
  return [(await findLivePin(call, granted, wanted)).workspaceId];
};

/** @throws LinchpinError LIVE_PIN_NOT_FOUND, LIVE_PIN_AMBIGUOUS */
export const findLivePin = async (
  context: Pick<Context, 'store'>,
  workspaceIds: readonly string[],
  wanted: WantedPin,
): Promise<LivePin> => theOne(await findWanted(context, workspaceIds, wanted), wanted);

/** One for each account that sees it. */
export const findWanted = (
  { store }: Pick<Context, 'store'>,
  workspaceIds: readonly string[],
  { pinId, accountId }: WantedPin,
): Promise<LivePin[]> =>
  findLivePins(
    store.db,
    workspaceIds,
    isId(pinId) ? { publicationId: pinId } : { pinterestPinId: pinId, accountId },
  );

/** @throws LinchpinError LIVE_PIN_NOT_FOUND, LIVE_PIN_AMBIGUOUS */
export function theOne(found: readonly LivePin[], { pinId }: WantedPin): LivePin {
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
