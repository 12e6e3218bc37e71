import * as z from 'zod';
import type { User } from './entities.ts';
import { plantPins } from './seed-pins.ts';
import type { Ground, PlantedBoard } from './seed-pins.ts';
import { userNamed } from './users.ts';

const DAY_MS = 86_400_000;

export const seedUserSchema = z.strictObject({
  /** Never digits alone, which the spec takes for an id; characters and length as Pinterest's sign-up has them. */
  username: z
    .string()
    .regex(/^(?!\d+$)\w{3,30}$/, '3 to 30 letters, digits or _; not digits alone'),
  accountType: z.enum(['PINNER', 'BUSINESS']).optional(),
  businessName: z.string().min(1).optional(),
  /** Usernames of the business accounts linked to this one. */
  businesses: z.array(z.string()).optional(),
  /** Pins it made already, spread over its boards and over the days before now. */
  pins: z
    .strictObject({
      count: z.int().min(1).max(200_000),
      /** Over how many days they came, the last of them now. */
      days: z.number().min(0).max(10_000),
      /** Every how many-th is a video (without a film). */
      videoEvery: z.int().min(1).optional(),
    })
    .optional(),
  boards: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        description: z.string().optional(),
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
export function plant(ground: Ground, seed: SandboxSeed): void {
  for (const user of seed.users ?? []) plantUser(ground, user);
}

/** An account with its boards. Whether the name is taken is for the caller to know. */
export function plantUser({ store, clock, blobs }: Ground, seed: SeedUser): User {
  const began = clock.now() - (seed.pins?.days ?? 0) * DAY_MS;
  const boards: PlantedBoard[] = [];
  const user: User = {
    id: store.nextId(),
    username: seed.username,
    accountType: seed.accountType ?? 'BUSINESS',
    businessName: seed.businessName ?? null,
    about: '',
    following: [],
    websites: [],
    createdAt: began,
    ...(seed.businesses && { businesses: seed.businesses }),
  };
  store.put('users', user);
  for (const board of seed.boards ?? []) {
    const boardId = store.nextId();
    store.put('boards', {
      id: boardId,
      ownerId: user.id,
      name: board.name,
      description: board.description ?? null,
      privacy: board.privacy ?? 'PUBLIC',
      isAdsOnly: false,
      createdAt: began,
      pinsModifiedAt: clock.now(),
    });
    const sections = (board.sections ?? []).map((name) => ({ id: store.nextId(), boardId, name }));
    for (const section of sections) store.put('sections', section);
    boards.push({ id: boardId, sectionIds: sections.map(({ id }) => id) });
  }
  if (seed.pins) plantPins({ store, clock, blobs }, user, boards, seed.pins);
  return user;
}

/** Makes those of the accounts that are not there yet. */
export function plantMissing(ground: Ground, usernames: readonly string[]): void {
  for (const username of usernames)
    if (userNamed(ground.store, username) === undefined) plantUser(ground, { username });
}
