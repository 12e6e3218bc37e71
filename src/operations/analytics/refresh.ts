import { LinchpinError, problem, refusal } from '../../domain/errors/index.ts';
import { readAudit, type AccountRow } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Context, Refreshed } from '../context.ts';
import { implement } from '../operation.ts';
import { ofPin, requireLivePin } from '../pins/the-pin.ts';
import { ofAccount } from '../within.ts';

export const refreshAnalytics = implement('analytics.refresh', {
  scope: 'analytics:write',
  within: (call, { accountId, pinId }, granted) => {
    if (pinId !== undefined) return ofPin(call, { pinId, accountId }, granted);
    if (accountId !== undefined) return ofAccount(call, { accountId }, granted);
    throw refusal('MISSING_REQUIRED_FIELD', { field: 'accountId', values: { field: 'accountId' } });
  },
  async run(context, { accountId, pinId, mostPerDay }) {
    const pin = pinId === undefined ? null : await requireLivePin(context, { pinId, accountId });
    const account = await requireAccount(context, pin?.accountId ?? accountId ?? '');
    if (account.status !== 'connected')
      throw refusal('ACCOUNT_DISCONNECTED', {
        field: 'accountId',
        values: { username: account.username },
      });
    const subject =
      pin === null
        ? ({ type: 'account', id: account.id } as const)
        : ({ type: 'live_pin', id: pin.pinterestPinId } as const);
    if (mostPerDay !== undefined) await refuseTooMany(context, subject.type, mostPerDay);
    const { numbers } = context;
    const refreshed =
      pin === null
        ? await numbers.account(account.identityId)
        : await numbers.pin(account.identityId, pin.pinterestPinId);
    const state = stateOf(refreshed, account, pinId ?? account.id);
    await context.commit({ subject, details: { state } }, () => Promise.resolve());
    return answer(account, pin?.pinterestPinId ?? null, state);
  },
  async repeat(context, _reference, { accountId, pinId }) {
    const pin = pinId === undefined ? null : await requireLivePin(context, { pinId, accountId });
    const account = await requireAccount(context, pin?.accountId ?? accountId ?? '');
    return answer(account, pin?.pinterestPinId ?? null, 'fresh');
  },
});

const answer = (
  account: AccountRow,
  pinterestPinId: string | null,
  state: 'read' | 'fresh' | 'notYet',
) => ({ accountId: account.id, pinterestPinId, state });

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

/** @throws LinchpinError where nothing could be read */
function stateOf(refreshed: Refreshed, { username }: AccountRow, pinId: string) {
  switch (refreshed.is) {
    case 'read':
    case 'notYet':
      return refreshed.is;
    case 'unknownPin': // Published a moment ago: nothing counts it yet.
      return 'notYet';
    case 'tooSoon':
      return 'fresh';
    case 'gone':
      throw new LinchpinError([
        problem('LIVE_PIN_REMOVED', { field: 'pinId', values: { pinId, username } }),
      ]);
    case 'refused':
    case 'again':
      throw refusal('PINTEREST_NO_ANSWER');
  }
}
