import * as z from 'zod';
import type { Clock } from './clock.ts';
import type { User } from './entities.ts';
import type { Store } from './store.ts';
import { userNamed } from './users.ts';

export const seedUserSchema = z.strictObject({
  /** Never digits alone, which the spec takes for an id; characters and length as Pinterest's sign-up has them. */
  username: z
    .string()
    .regex(/^(?!\d+$)\w{3,30}$/, '3 to 30 letters, digits or _; not digits alone'),
  accountType: z.enum(['PINNER', 'BUSINESS']).optional(),
  businessName: z.string().min(1).optional(),
  boards: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']).optional(),
        sections: z.array(z.string().min(1).max(180)).optional(),
      }),
    )
    .optional(),
});

export type SeedUser = z.output<typeof seedUserSchema>;

export interface SandboxSeed {
  users?: SeedUser[];
}

/** The account there is when nothing else is asked for. */
export const defaultSeed: SandboxSeed = {
  users: [{ username: 'linchpin_demo', businessName: 'Linchpin demo' }],
};

/** Fills an empty store. */
export function plant(store: Store, clock: Clock, seed: SandboxSeed): void {
  for (const user of seed.users ?? []) plantUser(store, clock, user);
}

/** An account with its boards. Whether the name is taken is for the caller to know. */
export function plantUser(store: Store, clock: Clock, seed: SeedUser): User {
  const user: User = {
    id: store.nextId(),
    username: seed.username,
    accountType: seed.accountType ?? 'BUSINESS',
    businessName: seed.businessName ?? null,
    about: '',
    following: [],
    websites: [],
  };
  store.put('users', user);
  for (const board of seed.boards ?? []) {
    const boardId = store.nextId();
    store.put('boards', {
      id: boardId,
      ownerId: user.id,
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
  return user;
}

/** Makes those of the accounts that are not there yet. */
export function plantMissing(store: Store, clock: Clock, usernames: readonly string[]): void {
  for (const username of usernames)
    if (userNamed(store, username) === undefined) plantUser(store, clock, { username });
}
