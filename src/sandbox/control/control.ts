import * as z from 'zod';
import { adAccountOf } from '../state/ad-accounts.ts';
import { appSchema } from '../state/context.ts';
import type { Pin, User } from '../state/entities.ts';
import type { Fault, FaultInput } from '../state/faults.ts';
import { imagesOf } from '../pages/inspector.ts';
import { mediaStatus } from '../media/media-status.ts';
import type { LoggedRequest, RequestFilter } from '../state/request-log.ts';
import { allScopes, tokenPair } from '../oauth/tokens.ts';
import { plant, plantMissing, plantUser, seedUserSchema } from '../state/seed.ts';
import { userNamed } from '../state/users.ts';
import type { SandboxSeed, SeedUser } from '../state/seed.ts';
import { settingsSchema } from '../state/settings.ts';
import type { Settings } from '../state/settings.ts';
import type { App, SandboxContext } from '../state/context.ts';
import { metricsControl } from './metrics.ts';
import type { MetricsControl } from './metrics.ts';
import { ownerControl } from './owner.ts';
import type { OwnerControl } from './owner.ts';

/** The control plane, in process. `/_sandbox` offers the same over HTTP. */
export interface SandboxControl extends MetricsControl, OwnerControl {
  /** Back to the seed: content, tokens, faults, settings, clock and log. */
  reset(): void;
  /** Returns the fault's id. @throws ZodError when malformed. */
  addFault(fault: FaultInput): string;
  clearFaults(): void;
  faults(): Fault[];
  advanceClock(ms: number): void;
  /** Sets the virtual clock, Unix ms. */
  setClock(at: number): void;
  /** Stops or starts the virtual clock. */
  freezeClock(frozen: boolean): void;
  /** Unix ms of the virtual clock. */
  now(): number;
  requests(filter?: RequestFilter): LoggedRequest[];
  /** Requests per operation since the last reset. */
  counts(): Record<string, number>;
  /** Changes some settings and returns all. @throws ZodError when malformed. */
  settings(change?: Partial<Settings>): Settings;
  /** The app's id and secret; changes what is given. A new id is another app: what the former one was granted stays its own. */
  app(change?: z.output<typeof appChangeSchema>): App;
  /** A further account with its boards, and tokens for it. @throws UsernameTaken; ZodError when malformed. */
  addAccount(account: SeedUser): AccountWithTokens;
  /** As a person who removes the app in the settings of their account: its tokens end. @returns how many; null: no such account. */
  revoke(username: string): number | null;
  state(): SandboxState;
}

export type AccountWithTokens = ReturnType<typeof describeUser> & ReturnType<typeof tokenPair>;

/** A username is taken, regardless of its case. */
export class UsernameTaken extends Error {}

export type SandboxState = ReturnType<typeof describeState>;

export function createControl(
  sandbox: SandboxContext,
  initial: { seed: SandboxSeed; accounts: readonly string[]; settings: Settings; app: App },
): SandboxControl {
  const saveClock = () => sandbox.store.saveClock(sandbox.clock.offsets());
  const revoke = (username: string) => endTokens(sandbox, username);
  return {
    ...metricsControl(sandbox),
    ...ownerControl(sandbox, revoke),
    reset: () => {
      sandbox.store.clear();
      sandbox.faults.clear();
      sandbox.limits.clear();
      sandbox.log.clear();
      sandbox.clock.restore({ now: 0, elapsed: 0 });
      sandbox.settings = { ...initial.settings };
      sandbox.app = { ...initial.app };
      plant(sandbox, initial.seed);
      plantMissing(sandbox, initial.accounts);
    },
    addFault: (fault) => sandbox.faults.add(fault),
    clearFaults: () => sandbox.faults.clear(),
    faults: () => sandbox.faults.list(),
    advanceClock: (ms) => {
      sandbox.clock.advance(ms);
      saveClock();
    },
    setClock: (at) => {
      sandbox.clock.set(at);
      saveClock();
    },
    freezeClock: (frozen) => {
      sandbox.clock.freeze(frozen);
      saveClock();
    },
    now: () => sandbox.clock.now(),
    requests: (filter) => sandbox.log.list(filter),
    counts: () => sandbox.log.counts(),
    settings: (change = {}) => {
      const parsed = settingsSchema.partial().parse(change);
      sandbox.settings = settingsSchema.parse({ ...sandbox.settings, ...parsed });
      return { ...sandbox.settings };
    },
    app: (change = {}) => {
      sandbox.app = appSchema.parse({ ...sandbox.app, ...appChangeSchema.parse(change) });
      return { ...sandbox.app };
    },
    addAccount: (account) => {
      const seed = seedUserSchema.parse(account);
      if (userNamed(sandbox.store, seed.username))
        throw new UsernameTaken(`There is an account '${seed.username}' already.`);
      const user = plantUser(sandbox, seed);
      return { ...describeUser(user), ...tokenPair(sandbox, user) };
    },
    revoke,
    state: () => describeState(sandbox),
  };
}

function endTokens({ store, app }: SandboxContext, username: string): number | null {
  const user = userNamed(store, username);
  if (!user) return null;
  const tokens = [...store.all('tokens')].filter(({ userId }) => userId === user.id);
  for (const { id } of tokens) store.remove('tokens', id);
  store.remove('grants', `${app.clientId}/${user.id}`);
  return tokens.length;
}

export const revokeSchema = z.strictObject({ account: z.string() });

export const clockSchema = z.union([
  z.strictObject({ advanceMs: z.number() }),
  z.strictObject({ set: z.union([z.number(), z.iso.datetime({ offset: true })]) }),
  z.strictObject({ freeze: z.boolean() }),
]);

export function changeClock(control: SandboxControl, change: z.output<typeof clockSchema>): void {
  if ('advanceMs' in change) control.advanceClock(change.advanceMs);
  else if ('set' in change) control.setClock(new Date(change.set).getTime());
  else control.freezeClock(change.freeze);
}

export const appChangeSchema = appSchema.partial();

/** Whose tokens, and with which scopes; all of them unless said. */
export const tokensSchema = z.strictObject({
  account: z.string(),
  scopes: z
    .array(z.enum(allScopes))
    .min(1)
    .default([...allScopes]),
});

function describeUser(user: User) {
  return {
    id: user.id,
    username: user.username,
    accountType: user.accountType,
    /** What `ad_account_id` takes; null: a personal account has none. */
    adAccountId: adAccountOf(user),
  };
}

function describeState(sandbox: SandboxContext) {
  const { store } = sandbox;
  const username = (id: string) => store.get('users', id)?.username ?? null;
  return {
    now: new Date(sandbox.clock.now()).toISOString(),
    settings: { ...sandbox.settings },
    users: [...store.all('users')].map(describeUser),
    boards: [...store.all('boards')].map((board) => ({
      id: board.id,
      owner: username(board.ownerId),
      name: board.name,
      privacy: board.privacy,
      pinCount: store.pinsOf(board.id).length,
      sections: [...store.all('sections')]
        .filter((section) => section.boardId === board.id)
        .map(({ id, name }) => ({ id, name })),
    })),
    pins: [...store.all('pins')].map((pin) => describePin(pin, username(pin.ownerId))),
    removedPins: [...store.all('removedPins')].map(({ id, ownerId, goneAt, by }) => ({
      id,
      owner: username(ownerId),
      goneAt: new Date(goneAt).toISOString(),
      by,
    })),
    media: [...store.all('media')].map((media) => ({
      id: media.id,
      owner: username(media.ownerId),
      status: mediaStatus(sandbox, media),
      bytes: media.upload?.bytes ?? null,
      video: media.upload?.video ?? null,
    })),
  };
}

function describePin(pin: Pin, owner: string | null) {
  return {
    id: pin.id,
    owner,
    boardId: pin.boardId,
    sectionId: pin.sectionId,
    title: pin.title,
    description: pin.description,
    link: pin.link,
    altText: pin.altText,
    dominantColor: pin.dominantColor,
    parentPinId: pin.parentPinId,
    createdAt: new Date(pin.createdAt).toISOString(),
    kind: pin.content.type,
    aiDisclosures: pin.aiDisclosures ?? [],
    slides:
      pin.content.type === 'carousel'
        ? pin.content.items.map(({ title, description, link }) => ({ title, description, link }))
        : [],
    mediaId: pin.content.type === 'video' ? pin.content.mediaId : null,
    /** Facts of the decoded pictures; for a video, of its cover. */
    images: imagesOf(pin),
  };
}
