import type { User } from './entities.ts';
import type { Store } from './store.ts';

/** The ad account of a business, 12 digits like Pinterest's; made of the user's id, so it never changes. A personal account has none. */
export function adAccountOf(user: User): string | null {
  return user.accountType === 'BUSINESS' ? `549${user.id.slice(-9)}` : null;
}

export function adAccountOwner(store: Store, adAccountId: string): User | undefined {
  for (const user of store.all('users')) if (adAccountOf(user) === adAccountId) return user;
  return undefined;
}
