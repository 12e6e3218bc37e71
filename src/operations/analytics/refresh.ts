import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import { readAccountTold, readAudit, type AccountRow } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Context, Refreshed } from '../context.ts';
import { implement } from '../operation.ts';
import { ofPin, requireLivePin } from '../pins/the-pin.ts';
import { ofAccount } from '../within.ts';
import { accountAsOf } from './account.ts';
import { readPinNumbers } from './numbers.ts';

export const refreshAnalytics = implement('analytics.refresh', {
  scope: 'analytics:write',
  within: (call, { accountId, pinId }, granted) => {
    if (pinId !== undefined) return ofPin(call, { pinId, accountId }, granted);
    if (accountId !== undefined) return ofAccount(call, { accountId }, granted);
    throw refusal('MISSING_REQUIRED_FIELD', { field: 'accountId', values: { field: 'accountId' } });
  },
  async run(context, { mostPerDay, ...wanted }) {
    const { account, pinId } = await subjectOf(context, wanted);
    const { id: accountId, status, username, identityId } = account;
    if (status !== 'connected')
      throw refusal('ACCOUNT_DISCONNECTED', { field: 'accountId', values: { username } });
    const type = pinId === null ? 'account' : 'live_pin';
    if (mostPerDay !== undefined) await refuseTooMany(context, type, mostPerDay);
    const refreshed =
      pinId === null
        ? await context.numbers.account(identityId)
        : await context.numbers.pin(identityId, pinId);
    const subject = { type, id: pinId ?? accountId } as const;
    const details = { username, outcome: refreshed.is };
    // Also when nothing was read: it was asked for.
    await context.commit({ subject, details }, () => Promise.resolve());
    return present(context, accountId, pinId, outcomeOf(refreshed, pinId ?? ''));
  },
  repeat: async (context, _subject, wanted) => {
    const { account, pinId } = await subjectOf(context, wanted);
    return present(context, account.id, pinId, 'read');
  },
});

/** The account, and Pinterest's id of the Pin; null: the account's own numbers are meant. */
async function subjectOf(
  context: Context,
  { accountId, pinId }: { accountId?: string | undefined; pinId?: string | undefined },
): Promise<{ account: AccountRow; pinId: string | null }> {
  const pin = pinId === undefined ? null : await requireLivePin(context, { pinId, accountId });
  const account = await requireAccount(context, pin?.accountId ?? accountId ?? '');
  return { account, pinId: pin?.pinterestPinId ?? null };
}

const dayMs = 24 * 3600_000;

/** Over all workspaces of the caller. @throws LinchpinError REFRESHES_USED_UP */
async function refuseTooMany(
  { store, actor, clock }: Context,
  subjectType: string,
  most: number,
): Promise<void> {
  const dayBegan = Math.floor(clock() / dayMs) * dayMs;
  const workspaceIds = actor.grants.map(({ workspaceId }) => workspaceId);
  const filter = { operation: 'analytics.refresh', subjectType };
  const from = new Date(dayBegan).toISOString();
  const made = await readAudit(store.db, workspaceIds, { ...filter, from }, most);
  if (made.length >= most)
    throw refusal('REFRESHES_USED_UP', {
      values: { most },
      retryAfterMs: dayBegan + dayMs - clock(),
    });
}

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
