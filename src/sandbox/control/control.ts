import * as z from 'zod';
import { adAccountOf } from '../state/ad-accounts.ts';
import type { Pin } from '../state/entities.ts';
import type { Fault, FaultInput } from '../state/faults.ts';
import { imagesOf } from '../pages/inspector.ts';
import { mediaStatus } from '../media/media-status.ts';
import type { LoggedRequest, RequestFilter } from '../state/request-log.ts';
import { plant } from '../state/seed.ts';
import type { SandboxSeed } from '../state/seed.ts';
import { settingsSchema } from '../state/settings.ts';
import type { Settings } from '../state/settings.ts';
import type { SandboxContext } from '../state/context.ts';

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
  sandbox: SandboxContext,
  initial: { seed: SandboxSeed; settings: Settings },
): SandboxControl {
  const saveClock = () => sandbox.store.saveClock(sandbox.clock.offsets());
  return {
    reset: () => {
      sandbox.store.clear();
      sandbox.faults.clear();
      sandbox.limits.clear();
      sandbox.log.clear();
      sandbox.clock.restore({ now: 0, elapsed: 0 });
      sandbox.settings = { ...initial.settings };
      plant(sandbox.store, sandbox.clock, initial.seed);
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
    state: () => describeState(sandbox),
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

function describeState(sandbox: SandboxContext) {
  const { store } = sandbox;
  const username = (id: string) => store.get('users', id)?.username ?? null;
  return {
    now: new Date(sandbox.clock.now()).toISOString(),
    settings: { ...sandbox.settings },
    users: [...store.all('users')].map((user) => ({
      id: user.id,
      username: user.username,
      accountType: user.accountType,
      /** What `ad_account_id` takes; null: a personal account has none. */
      adAccountId: adAccountOf(user),
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
