import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import { readAccountTold } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Context, Refreshed } from '../context.ts';
import { implement } from '../operation.ts';
import { requireLivePin } from '../pins/the-pin.ts';
import { ofAccount } from '../within.ts';
import { accountAsOf } from './account.ts';
import { readPinNumbers } from './numbers.ts';

export const refreshAnalytics = implement('analytics.refresh', {
  scope: 'analytics:write',
  within: ofAccount,
  async run(context, { accountId, pinId }) {
    const { status, username, identityId } = await requireAccount(context, accountId);
    if (status !== 'connected')
      throw refusal('ACCOUNT_DISCONNECTED', { field: 'accountId', values: { username } });
    const pin = pinId === undefined ? null : await requireLivePin(context, { pinId, accountId });
    const refreshed = pin
      ? await context.numbers.pin(identityId, pin.pinterestPinId)
      : await context.numbers.account(identityId);
    const outcome = outcomeOf(refreshed, pin?.pinterestPinId ?? '');
    const details = { username, pinterestPinId: pin?.pinterestPinId ?? null };
    await context.commit({ subject: { type: 'account', id: accountId }, details }, async () => {});
    return present(context, accountId, pin?.pinterestPinId ?? null, outcome);
  },
  repeat: async (context, _accountId, { accountId, pinId }) => {
    const pin = pinId === undefined ? null : await requireLivePin(context, { pinId, accountId });
    return present(context, accountId, pin?.pinterestPinId ?? null, 'read');
  },
});

/** @throws LinchpinError that says why nothing was read */
function outcomeOf(refreshed: Refreshed, pinId: string): 'read' | 'notYet' {
  switch (refreshed.is) {
    case 'read':
    case 'notYet':
      return refreshed.is;
    case 'tooSoon':
      throw refusal('NUMBERS_READ_RECENTLY', {
        retryAfterMs: refreshed.againInMs,
        values: { minutes: Math.ceil(refreshed.againInMs / 60_000) },
      });
    case 'again':
      throw refusal('NUMBERS_NOT_TOLD', { retryAfterMs: refreshed.againInMs });
    case 'gone':
      throw refusal('LIVE_PIN_GONE', { field: 'pinId' });
    case 'unknownPin':
      throw refusal('LIVE_PIN_REMOVED', { field: 'pinId', values: { pinId } });
    case 'refused':
      throw refusal('NUMBERS_PIN_REFUSED', { field: 'pinId', values: { pinId } });
    case 'problem':
      throw new LinchpinError([refreshed.problem]);
  }
}

async function present(
  context: Context,
  accountId: string,
  pinId: string | null,
  outcome: 'read' | 'notYet',
) {
  const account = await requireAccount(context, accountId);
  const { dataAsOf } =
    pinId === null
      ? accountAsOf(accountId, await readAccountTold(context.store.db, account.identityId), null)
      : (
          await readPinNumbers(context, account, {
            ranges: [],
            metrics: ['impressions'],
            selection: { ids: new Set([pinId]) },
          })
        ).asOf;
  const whose = pinId === null ? 'the account' : 'the Pin';
  return {
    accountId,
    pinId,
    outcome,
    message:
      outcome === 'notYet'
        ? `Pinterest has no numbers of ${whose} yet; it tells a day about two days later.`
        : pinId === null
          ? `The figures of the account are read${dataAsOf === null ? '' : ` through ${dataAsOf}`}; those of its Pins follow in the background.`
          : `The figures of the Pin are read${dataAsOf === null ? '' : ` through ${dataAsOf}`}.`,
    dataAsOf,
  };
}
