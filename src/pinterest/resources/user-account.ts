import { callFor, type Connection } from '../call.ts';
import type { UserAccount } from '../models/account.ts';
import type { CallOptions } from '../transport.ts';

/** Every method throws {@link PinterestError}. */
export function userAccountApi(connection: Connection) {
  return {
    /** Scope user_accounts:read. */
    get(options?: CallOptions): Promise<UserAccount> {
      return callFor<UserAccount>(connection, 'userAccount.get', ['username'], {}, options);
    },
  };
}
