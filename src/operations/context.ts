import type { Clock } from '../domain/time/clock.ts';
import { refusal } from '../domain/errors/index.ts';
import type { FollowedLink } from '../fetch/index.ts';
import type { MediaStorage, Transcoder } from '../media/index.ts';
import type { AccountRow, BoardSnapshot, Limit, MediaRow, Store } from '../store/index.ts';

/** What a key may do. `write` includes nothing else: a key is given each scope it needs. */
export type Scope = 'read' | 'write';

/** The caller. Every query names the workspace, so that no tenant reaches another's rows. */
export interface Actor {
  workspaceId: string;
  scopes: readonly string[];
  kind: 'api_key' | 'session';
  /** null: an upload address, which is no key. */
  keyId: string | null;
  keyName: string;
}

/** All that operations may ask of Pinterest; wired to the client in app.ts. */
export interface PinterestPort {
  /** Reads all boards of the account from Pinterest. @throws LinchpinError */
  listBoards(accountId: string): Promise<BoardSnapshot[]>;
  /** Requests the account has left, from our own counters; asks Pinterest nothing. */
  limits(accountId: string): Promise<Limit[]>;
  /** Reads the sections of a board from Pinterest. @throws LinchpinError */
  listSections(accountId: string, boardId: string): Promise<{ id: string; name: string }[]>;
  /** Completes an OAuth consent. @throws LinchpinError OAUTH_FAILED */
  connect(workspaceId: string, grant: { code: string; redirectUri: string }): Promise<AccountRow>;
}

/** Addresses that depend on where this server and its Pinterest are. */
export interface Links {
  pin(account: Pick<AccountRow, 'sandbox'>, pinterestPinId: string): string;
  board(account: Pick<AccountRow, 'sandbox' | 'username'>, boardName: string): string | null;
  profile(account: Pick<AccountRow, 'sandbox' | 'username'>): string;
  media(media: Pick<MediaRow, 'id' | 'filename'>): string;
  /** The file as it was given, before it was repaired. */
  original(media: Pick<MediaRow, 'id' | 'filename'>): string;
  upload(mediaId: string): { url: string; expiresInSeconds: number };
  /** Id of one of our own media when `url` is its public address, so that it need not be fetched. */
  ownMediaId(url: string): string | null;
}

export interface OperationDeps {
  store: Store;
  storage: MediaStorage;
  pinterest: PinterestPort;
  links: Links;
  clock: Clock;
  /** Directory for files on their way in. */
  incomingDir: string;
  fetch: { allowPrivate: boolean; timeoutMs: number };
  /** Where a link leads; remembered for a while, so that hundreds of Pins to one page ask once. */
  followLink(link: string): Promise<FollowedLink>;
  /** Converts videos Pinterest would refuse; null where the machine has none. */
  transcoder: Transcoder | null;
  /** Whether Pinterest can reach this server, so that an animation can be fetched from it. */
  originalsArePublic: boolean;
  instance: { version: string; mode: 'sandbox' | 'production'; sandboxUrl: string | null };
  /** The publisher of this process, and how many ms ago it last looked for due Pins; null: it has none. */
  publisher: { lastLookAgeMs(): number | null } | null;
  /** Milliseconds that "publish now" waits for the outcome before it answers. */
  publishWaitMs: number;
}

/** `Idempotency-Key`, or the tracing id `x-request-id`: see store/posts/accepted-requests.ts. */
export interface GivenKey {
  value: string;
  strict: boolean;
}

/** The first argument of every operation. */
export interface Context extends OperationDeps {
  actor: Actor;
  /** Under which the caller may repeat this request, or null. */
  idempotencyKey: GivenKey | null;
}

/** @throws LinchpinError INSUFFICIENT_PERMISSIONS */
export function requireScope(context: Context, scope: Scope): void {
  if (!context.actor.scopes.includes(scope))
    throw refusal('INSUFFICIENT_PERMISSIONS', { values: { scope } });
}
