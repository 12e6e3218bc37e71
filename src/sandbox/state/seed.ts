import type { Clock } from './clock.ts';
import type { Privacy } from './entities.ts';
import type { Store } from './store.ts';

export interface SandboxSeed {
  users?: SeedUser[];
}

export interface SeedUser {
  username: string;
  accountType?: 'PINNER' | 'BUSINESS';
  businessName?: string;
  boards?: { name: string; privacy?: Privacy; sections?: string[] }[];
}

/** The account there is when nothing else is asked for. */
export const defaultSeed: SandboxSeed = {
  users: [{ username: 'linchpin_demo', businessName: 'Linchpin demo' }],
};

/** Fills an empty store. */
export function plant(store: Store, clock: Clock, seed: SandboxSeed): void {
  for (const user of seed.users ?? []) {
    const ownerId = store.nextId();
    store.put('users', {
      id: ownerId,
      username: user.username,
      accountType: user.accountType ?? 'BUSINESS',
      businessName: user.businessName ?? null,
      about: '',
      following: [],
      websites: [],
    });
    for (const board of user.boards ?? []) {
      const boardId = store.nextId();
      store.put('boards', {
        id: boardId,
        ownerId,
        name: board.name,
        description: null,
        privacy: board.privacy ?? 'PUBLIC',
        isAdsOnly: false,
        createdAt: clock.now(),
        pinsModifiedAt: clock.now(),
      });
      for (const name of board.sections ?? []) {
        store.put('sections', { id: store.nextId(), boardId, name });
      }
    }
  }
}
