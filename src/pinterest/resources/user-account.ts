import { callFor, type ApiSession } from '../call.ts';
import type { UserAccount } from '../models/account.ts';
import type { CallOptions } from '../transport.ts';

/** Every method throws {@link PinterestError}. */
export function userAccountApi(session: ApiSession) {
  return {
    /** Scope user_accounts:read. */
    get(options?: CallOptions): Promise<UserAccount> {
      return callFor<UserAccount>(session, 'userAccount.get', ['username'], {}, options);
    },
  };
}
