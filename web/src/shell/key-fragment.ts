import type { QueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { keys } from '../api/keys.ts';

/** A link that opens a page without a session: an invitation, or one that sets a new password. */
export interface LetIn {
  by: 'invite' | 'reset';
  token: string;
}

/**
 * Swaps the key of `/#key=…` for a session, and keeps the token of `/#invite=…` and `/#reset=…` for its page, and
 * what the way back from the identity provider says. All are wiped from the address bar and the history entry, before
 * the router sees the address.
 */
export async function openSessionFromFragment(queryClient: QueryClient): Promise<void> {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  const [key, invite, reset] = ['key', 'invite', 'reset'].map((name) => fragment.get(name));
  const error = fragment.get('sign-in-error');
  const passwordRemoved = fragment.get('signed-in') === 'password-removed';
  if (!key && !invite && !reset && !error && !passwordRemoved) return;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  // Never the text of an address: anybody can write one.
  if (error)
    queryClient.setQueryData(
      keys.signInError,
      new Error('The sign-in did not work. Whoever is new here needs an invitation first.'),
    );
  if (passwordRemoved) queryClient.setQueryData(keys.passwordRemoved, true);
  if (invite) queryClient.setQueryData<LetIn>(keys.letIn, { by: 'invite', token: invite });
  if (reset) queryClient.setQueryData<LetIn>(keys.letIn, { by: 'reset', token: reset });
  if (!key) return;
  try {
    await client.session.open(key);
    await queryClient.resetQueries();
  } catch (refused) {
    queryClient.setQueryData(keys.signInError, refused); // The sign-in card shows it.
  }
}
