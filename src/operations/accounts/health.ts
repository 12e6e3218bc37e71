import { LinchpinError, refusal, type Problem } from '../../domain/errors/index.ts';
import type { AccountHealth } from '../../contract/index.ts';
import { readTrialAccess, listAccounts, type AccountRow } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace, ofAccount } from '../within.ts';
import { assessAccount, type Assessment } from './assess.ts';
import { hostNames, shownName } from './present.ts';
import { requireAnyAccount } from './require-account.ts';

export const accountHealth = implement('accounts.health', {
  scope: 'accounts:read',
  within: ofAccount,
  async run(context, { accountId, probe }) {
    const { store, pinterest } = context;
    let account = await requireAnyAccount(context, accountId);
    let failure: Problem | null = null;
    if (probe && account.status === 'connected') {
      failure = await pinterest.probe(account).then(
        () => null,
        (error: unknown) => {
          if (error instanceof LinchpinError) return error.problems[0];
          throw error;
        },
      );
      account = await requireAnyAccount(context, accountId);
    }
    const assessment = assessAccount(account, store.clock.nowMs(), failure);
    const trial = await readTrialAccess(
      store.db,
      account.identityId,
      pinterest.quotaOwner(account),
    );
    return presentHealth(account, assessment, trial);
  },
});

export const allAccountsHealth = implement('accounts.allHealth', {
  scope: 'accounts:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }, { platform, status }) {
    if (platform !== undefined && platform !== 'pinterest')
      throw refusal('PLATFORM_NOT_SUPPORTED', { field: 'platform', values: { platform } });
    const rows = await listAccounts(store.db, workspaceIds);
    const assessed = rows
      .filter((row) => row.status !== 'disconnected')
      .map((row) => ({ row, health: assessAccount(row, store.clock.nowMs(), null) }));
    const count = (wanted: Assessment['status']) =>
      assessed.filter(({ health }) => health.status === wanted).length;
    return {
      summary: {
        total: assessed.length,
        healthy: count('healthy'),
        warning: count('warning'),
        error: count('error'),
        needsReconnect: rows.filter((row) => row.status === 'needs_reconnection').length,
      },
      accounts: assessed
        .filter(({ health }) => status === undefined || health.status === status)
        .map(({ row, health }) => ({
          ...named(row),
          status: health.status,
          profileId: row.workspaceId,
          canPost: health.canPost,
          canFetchAnalytics: health.canFetchAnalytics,
          tokenValid: health.tokenValid,
          tokenExpiresAt: row.accessExpiresAt?.toISOString() ?? null,
          needsReconnect: row.status === 'needs_reconnection',
          issues: health.problems.map(({ message }) => message),
        })),
    };
  },
});

const named = (row: AccountRow) => ({
  accountId: row.id,
  platform: 'pinterest' as const,
  username: row.username,
  displayName: shownName(row),
});

const presentHealth = (
  row: AccountRow,
  health: Assessment,
  trial: boolean | null,
): AccountHealth => ({
  ...named(row),
  host: hostNames[row.host],
  status: health.status,
  tokenStatus: {
    valid: health.tokenValid,
    expiresAt: row.accessExpiresAt?.toISOString() ?? null,
    expiresIn: health.expiresIn,
    needsRefresh: health.needsRefresh,
    renewable: row.renewable,
    signInEndsAt: health.signInEnds?.toISOString() ?? null,
  },
  permissions: {
    ...health.scopes,
    canPost: health.canPost,
    canFetchAnalytics: health.canFetchAnalytics,
    missingRequired: health.missing,
  },
  access:
    row.capabilities['createPins'] === false || trial
      ? 'trial'
      : row.capabilities['createPins'] === true || trial === false
        ? 'standard'
        : null,
  capabilities: {
    createPins: row.capabilities['createPins'] ?? null,
    editPins: row.capabilities['editPins'] ?? null,
    batchAnalytics: row.capabilities['batchAnalytics'] ?? null,
  },
  issues: health.problems.map(({ message }) => message),
  recommendations: health.problems.map(({ fix }) => fix),
  problems: health.problems,
});
