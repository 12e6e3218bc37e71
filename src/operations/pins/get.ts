import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { findAccount, putLivePins, type AccountRow, type LivePin } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { asWarnings } from '../boards/freshen.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { findWanted, ofLivePin, theOne, type WantedPin } from './find.ts';
import { presentLivePin } from './present.ts';

export const getLivePin = implement('pins.get', {
  scope: 'pins:read',
  within: ofLivePin,
  async run(context, wanted) {
    const known = await findWanted(context, [context.workspaceId], wanted);
    const warnings = wanted.fresh ? await readAgain(context, wanted, known) : [];
    const pin = theOne(
      wanted.fresh ? await findWanted(context, [context.workspaceId], wanted) : known,
      wanted,
    );
    const account = await requireAccount(context, pin.accountId);
    return {
      pin: presentLivePin(pin, account, context.links),
      ...(warnings.length > 0 && { warnings }),
    };
  },
});

/**
 * Reads the Pin from Pinterest and stores it.
 * @returns warnings where what was read before has to do. @throws LinchpinError when it was never read.
 */
async function readAgain(
  context: Context,
  wanted: WantedPin,
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
  { accountId, pinId }: WantedPin,
  known: readonly LivePin[],
): Promise<AccountRow | undefined> {
  const id = known[0]?.accountId ?? accountId;
  if (id === undefined || (known.length === 0 && !/^\d{1,30}$/.test(pinId))) return undefined;
  return findAccount(store.db, workspaceId, id);
}
