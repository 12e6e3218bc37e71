import * as z from 'zod';
import type { Board, Pin, User } from '../state/entities.ts';
import { removeBoard, removePin, removeSection } from '../state/remove.ts';
import { userNamed } from '../state/users.ts';
import { seedUserSchema } from '../state/seed.ts';
import type { SandboxContext } from '../state/context.ts';
import { NotThere, Refused } from './refusals.ts';

const text = (max: number) => z.string().max(max).nullish();
const slot = z.strictObject({ title: text(100), description: text(800), link: text(2048) });

export const pinChangeSchema = z.strictObject({
  title: text(100),
  description: text(800),
  link: text(2048),
  altText: text(500),
  boardId: z.string().optional(),
  /** A move to another board leaves the section unless one is named. */
  sectionId: z.string().nullish(),
  /** Of a carousel, in order. */
  slides: z.array(slot).optional(),
});
export const boardChangeSchema = z.strictObject({
  name: z.string().min(1).optional(),
  description: z.string().nullish(),
  privacy: z.enum(['PUBLIC', 'SECRET']).optional(),
});
export const sectionChangeSchema = z.strictObject({ name: z.string().min(1).max(180) });
export const accountChangeSchema = z.strictObject({
  username: seedUserSchema.shape.username.optional(),
  businessName: z.string().min(1).nullish(),
  about: z.string().optional(),
  accountType: z.enum(['PINNER', 'BUSINESS']).optional(),
  businesses: z.array(z.string()).optional(),
});
export const removalSchema = z.strictObject({
  /** `pinterest`: a takedown. To the API both look alike. */
  by: z.enum(['owner', 'pinterest']).default('owner'),
});

/**
 * What happens at pinterest.com, where no token, scope or restricted feature is asked for.
 * @throws NotThere, Refused for a name that is taken; ZodError when malformed.
 */
export interface OwnerControl {
  editPin(id: string, change: z.input<typeof pinChangeSchema>): void;
  removePin(id: string, by?: 'owner' | 'pinterest'): void;
  editBoard(id: string, change: z.input<typeof boardChangeSchema>): void;
  removeBoard(id: string): void;
  editSection(id: string, change: z.input<typeof sectionChangeSchema>): void;
  removeSection(id: string): void;
  /** Another username ends the account's tokens, as at Pinterest. */
  editAccount(username: string, change: z.input<typeof accountChangeSchema>): void;
}

export function ownerControl(
  sandbox: SandboxContext,
  endTokens: (username: string) => unknown,
): OwnerControl {
  const { store } = sandbox;
  const there = <K extends 'pins' | 'boards' | 'sections'>(kind: K, id: string) => {
    const found = store.get(kind, id);
    if (found === undefined) throw new NotThere(`There is no ${singular[kind]} ${id}.`);
    return found;
  };
  return {
    editPin: (id, change) => {
      const changed = editedPin(there('pins', id), pinChangeSchema.parse(change));
      if (changed.boardId !== null) there('boards', changed.boardId);
      const section = changed.sectionId === null ? null : there('sections', changed.sectionId);
      if (section !== null && section.boardId !== changed.boardId)
        throw new Refused(`Section ${section.id} is on another board.`);
      store.put('pins', changed);
    },
    removePin: (id, by = 'owner') => removePin(sandbox, there('pins', id), by),
    editBoard: (id, change) => {
      const board = there('boards', id);
      const changed: Board = { ...board, ...present(boardChangeSchema.parse(change)) };
      const taken = [...store.all('boards')].some(
        (other) =>
          other.id !== id &&
          other.ownerId === board.ownerId &&
          other.name.trim().toLowerCase() === changed.name.trim().toLowerCase(),
      );
      if (taken) throw new Refused(`There is a board '${changed.name}' already.`);
      store.put('boards', changed);
    },
    removeBoard: (id) => removeBoard(sandbox, there('boards', id), 'owner'),
    editSection: (id, change) =>
      store.put('sections', { ...there('sections', id), ...sectionChangeSchema.parse(change) }),
    removeSection: (id) => removeSection(sandbox, there('sections', id), 'owner'),
    editAccount: (username, change) => {
      const user = userNamed(store, username);
      if (user === undefined) throw new NotThere(`There is no account '${username}'.`);
      const changed: User = { ...user, ...present(accountChangeSchema.parse(change)) };
      const namesake = userNamed(store, changed.username);
      if (namesake !== undefined && namesake.id !== user.id)
        throw new Refused(`There is an account '${changed.username}' already.`);
      if (changed.username !== user.username) {
        endTokens(user.username);
        for (const other of store.all('users')) renameIn(sandbox, other, user, changed);
      }
      store.put('users', changed);
    },
  };
}

const singular = { pins: 'Pin', boards: 'board', sections: 'section' };

function editedPin(pin: Pin, change: z.output<typeof pinChangeSchema>): Pin {
  const { slides, sectionId, ...plain } = present(change);
  const boardId = plain.boardId ?? pin.boardId;
  const stays = boardId === pin.boardId ? pin.sectionId : null;
  const { content } = pin;
  const items =
    content.type === 'carousel'
      ? content.items.map((item, index) => ({ ...item, ...present(slides?.[index] ?? {}) }))
      : [];
  return {
    ...pin,
    ...plain,
    boardId,
    sectionId: sectionId === undefined ? stays : sectionId,
    content: content.type === 'carousel' ? { type: 'carousel', items } : content,
  };
}

/** Others follow and link accounts by their names. */
function renameIn({ store }: SandboxContext, other: User, from: User, to: User): void {
  const renamed = (names: readonly string[]) =>
    names.map((name) => (name === from.username ? to.username : name));
  if (![...other.following, ...(other.businesses ?? [])].includes(from.username)) return;
  store.put('users', {
    ...other,
    following: renamed(other.following),
    ...(other.businesses && { businesses: renamed(other.businesses) }),
  });
}

/** Without what is undefined, so that it can be spread over what there is. */
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const present = <T extends object>(change: T): Present<T> =>
  Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Present<T>; // Only keys with undefined are left out.
