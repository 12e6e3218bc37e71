import { createHash } from 'node:crypto';
import {
  getIdentity,
  leasedRows,
  linkedAccounts,
  recordEvent,
  updateIdentity,
  type IdentityRow,
  type LeasedRow,
  type LeasedRows,
  type Store,
} from '../store/index.ts';
import type { TokenKeeper } from './token-keeper.ts';

const day = 24 * 3600_000;

/** Milliseconds; ours. An access token lives 30 days, a refresh token 60 (docs/pinterest.md, Sign-in). */
const ahead = {
  /** Before the end of an access token at which it is renewed, also when nothing is published. */
  renew: 7 * day,
  /** By how much earlier at most, so that accounts connected together are not renewed together. */
  spread: day,
  /** Before the end of a sign-in at which it is announced. */
  announce: 7 * day,
  /** Where Pinterest did not say when a token ends. */
  unknown: 20 * day,
};

/** What is to be done about a user's tokens now, and when to look again; null: not until they are replaced. */
export interface RenewalPlan {
  renew: boolean;
  /** End of the sign-in to announce; null: none. */
  announce: Date | null;
  dueAt: Date | null;
}

type Facts = Pick<
  IdentityRow,
  | 'id'
  | 'status'
  | 'accessToken'
  | 'refreshToken'
  | 'accessExpiresAt'
  | 'refreshExpiresAt'
  | 'endToldFor'
>;

/** A sign-in ends with its refresh token, or without one with its access token. */
export const signInEnd = (identity: Omit<Facts, 'id' | 'status' | 'endToldFor'>): Date | null =>
  identity.refreshToken ? identity.refreshExpiresAt : identity.accessExpiresAt;

export function renewalPlan(identity: Facts, nowMs: number): RenewalPlan {
  if (identity.status !== 'connected' || !identity.accessToken)
    return { renew: false, announce: null, dueAt: null };
  const end = signInEnd(identity);
  const announceAt =
    end && end.getTime() !== identity.endToldFor?.getTime() ? end.getTime() - ahead.announce : null;
  const renewAt = !identity.refreshToken
    ? null
    : identity.accessExpiresAt
      ? identity.accessExpiresAt.getTime() - ahead.renew - spreadOf(identity.id)
      : nowMs + ahead.unknown;
  const later = [announceAt, renewAt].filter((at): at is number => at !== null && at > nowMs);
  return {
    renew: renewAt !== null && renewAt <= nowMs,
    announce: announceAt !== null && announceAt <= nowMs ? end : null,
    dueAt: later.length > 0 ? new Date(Math.min(...later)) : null,
  };
}

/** Always the same for one user. */
const spreadOf = (id: string): number =>
  (createHash('sha256').update(id).digest().readUInt32BE() / 2 ** 32) * ahead.spread;

/** Users with tokens to check, as rows that fall due. */
export const tokenRenewals = (store: Store): LeasedRows<LeasedRow> =>
  leasedRows(store, {
    table: 'token_renewal',
    key: 'id',
    leaseMs: 120_000,
    // Pinterest that cannot be reached says nothing about a sign-in, so it is asked again for as long as it takes.
    retryMs: (claims) => Math.min(2 ** Math.min(claims, 20) * 30_000, 6 * 3600_000),
    maxClaims: 1_000_000,
  });

/** Renews what ends soon, and announces a sign-in that ends for good. */
export const renewTokens =
  (store: Store, rows: LeasedRows<LeasedRow>, tokens: TokenKeeper) =>
  async (row: LeasedRow): Promise<void> => {
    let identity = await getIdentity(store.db, row.id);
    let plan = renewalPlan(identity, store.clock.nowMs());
    if (plan.renew) {
      const { token } = await tokens.current(row.id);
      ({ identity } = await tokens.refresh(row.id, token));
      plan = renewalPlan(identity, store.clock.nowMs());
    }
    const { announce } = plan;
    await store.transaction(async (tx) => {
      if (!(await rows.finish(tx, row, plan.dueAt)) || announce === null) return;
      await updateIdentity(tx, row.id, { endToldFor: announce });
      for (const { id, workspaceId } of await linkedAccounts(tx, row.id))
        await recordEvent(tx, {
          workspaceId,
          kind: 'account.expiring',
          accountId: id,
          facts: { username: identity.username, endsAt: announce.toISOString() },
        });
    });
  };
