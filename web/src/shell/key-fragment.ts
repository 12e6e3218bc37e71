import type { QueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { keys } from '../api/keys.ts';

/**
 * Swaps the key of `/#key=…` for a session and wipes it from the address bar and the history entry,
 * before the router sees the address.
 */
export async function openSessionFromFragment(queryClient: QueryClient): Promise<void> {
  const key = new URLSearchParams(window.location.hash.slice(1)).get('key');
  if (!key) return;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  try {
    await client.session.open(key);
    await queryClient.resetQueries();
  } catch (error) {
    queryClient.setQueryData(keys.signInError, error); // The sign-in card shows it.
  }
}
