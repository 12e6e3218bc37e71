import { problem, type Problem } from '../../domain/errors/index.ts';
import { scopeUses } from '../../domain/pinterest-scopes.ts';
import type { AccountRow } from '../../store/index.ts';

const day = 24 * 3600_000;

/** Milliseconds before the end of a sign-in from which on it is spoken of. Ours. */
const warnAheadMs = 7 * day;

interface ScopeState {
  scope: string;
  /** null: not known, as of a pasted token. */
  granted: boolean | null;
  required: boolean;
}

export interface Assessment {
  status: 'healthy' | 'warning' | 'error';
  tokenValid: boolean;
  needsRefresh: boolean;
  /** In words. */
  expiresIn: string;
  /** When the account must be connected again at the latest; null: not known. */
  signInEnds: Date | null;
  canPost: boolean;
  canFetchAnalytics: boolean;
  scopes: { posting: ScopeState[]; analytics: ScopeState[]; optional: ScopeState[] };
  /** Scopes without which nothing is published. */
  missing: string[];
  problems: Problem[];
}

/** How an account stands, from its row alone. @param failure what Pinterest answered just now; null: nothing bad. */
export function assessAccount(row: AccountRow, nowMs: number, failure: Problem | null): Assessment {
  const { username } = row;
  const tokenValid =
    row.status === 'connected' &&
    (row.renewable || (row.accessExpiresAt?.getTime() ?? Infinity) > nowMs);
  const state = (required: boolean) => (scope: string) => ({
    scope,
    granted: isGranted(row, scope),
    required,
  });
  const posting = scopeUses.publishing.map(state(true));
  const analytics = scopeUses.analytics.map(state(true));
  const optional = [...scopeUses.secretBoards, ...scopeUses.keywords].map(state(false));
  const lacking = (scopes: ScopeState[]) =>
    scopes.filter(({ granted }) => granted === false).map(({ scope }) => scope);
  const missing = lacking(posting);
  const signInEnds = row.renewable ? row.refreshExpiresAt : row.accessExpiresAt;
  const endsSoon = signInEnds !== null && signInEnds.getTime() - nowMs < warnAheadMs;

  const errors = [
    ...(tokenValid ? [] : [problem('ACCOUNT_DISCONNECTED', { values: { username } })]),
    ...(missing.length > 0
      ? [problem('PINTEREST_SCOPE_MISSING', { values: { scopes: missing.join(', ') } })]
      : []),
    ...(row.capabilities['createPins'] === false ? [problem('PINTEREST_TRIAL_ACCESS')] : []),
    ...(failure && failure.code !== 'ACCOUNT_DISCONNECTED' ? [failure] : []),
  ];
  const warnings =
    tokenValid && endsSoon
      ? [
          problem('ACCOUNT_SIGN_IN_ENDS', {
            values: { username, time: signInEnds.toISOString() },
            severity: 'warning',
          }),
        ]
      : [];
  return {
    status: errors.length > 0 ? 'error' : warnings.length > 0 ? 'warning' : 'healthy',
    tokenValid,
    needsRefresh:
      row.accessExpiresAt !== null && row.accessExpiresAt.getTime() - nowMs < day && tokenValid,
    expiresIn: inWords(row.accessExpiresAt, nowMs),
    signInEnds,
    canPost: errors.length === 0,
    canFetchAnalytics: tokenValid && lacking(analytics).length === 0,
    scopes: { posting, analytics, optional },
    missing,
    problems: [...errors, ...warnings],
  };
}

/** Scopes of a pasted token are not known until Pinterest names one as missing. */
export function isGranted({ scopes, missingScopes }: AccountRow, scope: string): boolean | null {
  if (missingScopes.includes(scope)) return false;
  return scopes.length === 0 ? null : scopes.includes(scope);
}

function inWords(end: Date | null, nowMs: number): string {
  if (end === null) return 'not known';
  const left = end.getTime() - nowMs;
  if (left <= 0) return 'ended';
  const [count, unit] =
    left >= 2 * day
      ? [Math.floor(left / day), 'days']
      : left >= 7200_000
        ? [Math.floor(left / 3600_000), 'hours']
        : [Math.max(1, Math.floor(left / 60_000)), 'minutes'];
  return `${count} ${unit}`;
}
