/** What the address says after a connection: how it ended. */
export interface AccountsSearch {
  connected?: string;
  username?: string;
  error?: string;
  error_message?: string;
  error_fix?: string;
}

const names = ['connected', 'username', 'error', 'error_message', 'error_fix'] as const;

/** Anything unknown in the address is dropped. */
export function readAccountsSearch(search: Record<string, unknown>): AccountsSearch {
  const read: AccountsSearch = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' || typeof value === 'number') read[name] = String(value);
  }
  return read;
}
