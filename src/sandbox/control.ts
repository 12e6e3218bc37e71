import * as z from 'zod';
import type { Pin } from './entities.ts';
import type { Fault, FaultInput } from './faults.ts';
import { imagesOf } from './inspector.ts';
import { mediaStatus } from './media-status.ts';
import type { LoggedRequest, RequestFilter } from './request-log.ts';
import { plant } from './seed.ts';
import type { SandboxSeed } from './seed.ts';
import { settingsSchema } from './settings.ts';
import type { Settings } from './settings.ts';
import { timestamp } from './wire.ts';
import type { World } from './world.ts';

/** The control plane, in process. `/_sandbox` offers the same over HTTP. */
export interface SandboxControl {
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
  state(): SandboxState;
}

export type SandboxState = ReturnType<typeof describeState>;

export function createControl(
  world: World,
  initial: { seed: SandboxSeed; settings: Settings },
): SandboxControl {
  const saveClock = () => world.store.saveClock(world.clock.offsets());
  return {
    reset: () => {
      world.store.clear();
      world.faults.clear();
      world.limits.clear();
      world.log.clear();
      world.clock.restore({ now: 0, elapsed: 0 });
      world.settings = { ...initial.settings };
      plant(world.store, world.clock, initial.seed);
    },
    addFault: (fault) => world.faults.add(fault),
    clearFaults: () => world.faults.clear(),
    faults: () => world.faults.list(),
    advanceClock: (ms) => {
      world.clock.advance(ms);
      saveClock();
    },
    setClock: (at) => {
      world.clock.set(at);
      saveClock();
    },
    freezeClock: (frozen) => {
      world.clock.freeze(frozen);
      saveClock();
    },
    now: () => world.clock.now(),
    requests: (filter) => world.log.list(filter),
    counts: () => world.log.counts(),
    settings: (change = {}) => {
      const parsed = settingsSchema.partial().parse(change);
      world.settings = settingsSchema.parse({ ...world.settings, ...parsed });
      return { ...world.settings };
    },
    state: () => describeState(world),
  };
}

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

function describeState(world: World) {
  const { store } = world;
  const username = (id: string) => store.get('users', id)?.username ?? null;
  return {
    now: new Date(world.clock.now()).toISOString(),
    settings: { ...world.settings },
    users: [...store.all('users')].map((user) => ({
      id: user.id,
      username: user.username,
      accountType: user.accountType,
    })),
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
    media: [...store.all('media')].map((media) => ({
      id: media.id,
      owner: username(media.ownerId),
      status: mediaStatus(world, media),
      bytes: media.upload?.bytes ?? null,
      facts: media.upload?.facts ?? null,
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
    createdAt: timestamp(pin.createdAt),
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
