import type { User } from './entities.ts';
import type { Store } from './store.ts';

/** Usernames differ by more than their case, as in an address of pinterest.com. */
export function userNamed(store: Store, username: string): User | undefined {
  const wanted = username.toLowerCase();
  for (const user of store.all('users')) if (user.username.toLowerCase() === wanted) return user;
  return undefined;
}
