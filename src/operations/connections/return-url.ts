import { refusal, type Problem } from '../../domain/errors/index.ts';
import { parseUrl } from '../../domain/parse-url.ts';
import type { Grant } from '../../pinterest-access/index.ts';
import type { AccountRow } from '../../store/index.ts';

const withQuery = (returnUrl: string, query: Record<string, string>): string => {
  const url = parseUrl(returnUrl);
  for (const [name, value] of Object.entries(query)) url?.searchParams.set(name, value);
  return url?.href ?? returnUrl;
};

/** Where the browser goes with an account that was connected, in the words of Zernio's API; null: to a page of ours. */
export const returnTo = (
  returnUrl: string | null,
  account: Pick<AccountRow, 'id' | 'workspaceId' | 'username'>,
): string | null =>
  returnUrl === null
    ? null
    : withQuery(returnUrl, {
        connected: 'pinterest',
        profileId: account.workspaceId,
        accountId: account.id,
        username: account.username,
      });

/** Where it goes to let a board be chosen, with all that Zernio's API has given at one time or another. */
export const headlessReturn = (
  returnUrl: string,
  { workspaceId, ticket, user }: { workspaceId: string; ticket: string; user: Grant['user'] },
): string =>
  withQuery(returnUrl, {
    profileId: workspaceId,
    platform: 'pinterest',
    step: 'select_board',
    tempToken: ticket,
    connect_token: ticket,
    pendingDataToken: ticket,
    userProfile: JSON.stringify(userProfile(user)),
  });

export const userProfile = ({ id, username, displayName, profileImage }: Grant['user']) => ({
  id,
  username,
  displayName,
  profilePicture: profileImage,
});

/** Where it goes when nothing was connected. */
export const returnWithError = (returnUrl: string, problem: Problem): string =>
  withQuery(returnUrl, {
    error: slugs[problem.code] ?? 'connection_failed',
    platform: 'pinterest',
    error_code: problem.code,
    error_message: problem.message,
    error_fix: problem.fix,
    is_user_fixable: String(problem.source === 'user'),
  });

/** Zernio's words for what went wrong. */
const slugs: Partial<Record<Problem['code'], string>> = {
  CONNECTION_DECLINED: 'oauth_denied',
  CONNECTION_EXPIRED: 'invalid_state',
  CONNECTION_NOT_YOURS: 'access_denied',
  CONNECTION_OTHER_ACCOUNT: 'reconnect_account_mismatch',
  OAUTH_FAILED: 'token_exchange_failed',
  PINTEREST_APP_REFUSED: 'token_exchange_failed',
};

/** A whole address, also one of an app (`myapp://…`), but none that a browser would run or read from the disk. */
export function requireReturnable(url: string): void {
  const scheme = parseUrl(url)?.protocol ?? '';
  if (scheme === '' || ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:'].includes(scheme))
    throw refusal('INVALID_REDIRECT_URL', { field: 'redirect_url', values: { url } });
}
