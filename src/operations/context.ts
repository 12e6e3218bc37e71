import type { Problem } from '../domain/errors/index.ts';
import type { Scope } from '../domain/scopes.ts';
import type { Clock } from '../domain/time/clock.ts';
import type { Box } from '../encryption/index.ts';
import type { FollowedLink } from '../fetch/index.ts';
import type { PinterestPort } from '../pinterest-access/index.ts';
import type { MediaStorage, Transcoder } from '../media/index.ts';
import type {
  AccountRow,
  AuditSubject,
  DimensionCache,
  Host,
  MediaRow,
  Store,
  Tx,
} from '../store/index.ts';

/** A workspace with the rights of a caller in it. */
export interface Grant {
  workspaceId: string;
  scopes: readonly Scope[];
  /** Whether the workspace wants an approval for what this caller writes. */
  needsApproval?: boolean;
}

/** The caller. One may reach several workspaces; the operation resolves which of them a call is about. */
export interface Actor {
  /** `upload`: a signed upload address, good for one file. `connection`: a token for choosing a board. */
  type: 'api_key' | 'person' | 'upload' | 'connection' | 'system';
  /** Of the key or the person; null for what has no row of its own. */
  id: string | null;
  name: string;
  /** Id of the session of the dashboard, which looks at one workspace at a time. */
  sessionId?: string;
  grants: readonly Grant[];
  /** With a session, which looks at one workspace: those of all its workspaces. */
  allGrants?: readonly Grant[];
}

/** Hashes passwords; see encryption/password.ts. */
export interface PasswordPort {
  hash(password: string): Promise<string>;
  verify(password: string, stored: string | null): Promise<boolean>;
  isOutdated(stored: string): boolean;
}

/** Addresses that depend on where this server and its Pinterest are. */
export interface Links {
  pin(account: Pick<AccountRow, 'host'>, pinterestPinId: string): string;
  board(account: Pick<AccountRow, 'host' | 'username'>, boardName: string): string | null;
  profile(account: Pick<AccountRow, 'host' | 'username'>): string;
  media(media: Pick<MediaRow, 'id' | 'filename'>): string;
  /** The file as it was given, before it was repaired. */
  original(media: Pick<MediaRow, 'id' | 'filename'>): string;
  upload(mediaId: string): { url: string; expiresInSeconds: number };
  /** Where Pinterest sends a person back to: to be registered with the app, letter by letter. */
  connectCallback(): string;
  /** A page of ours that binds a connection to the browser, and goes on to Pinterest. */
  connectStart(state: string): string;
  /** Where a board is chosen for an account that is being connected. */
  connectBoards(ticket: string): string;
  /** Link to the dashboard for an invitation or a new password. The token is in the fragment, which is sent to no server. */
  letIn(by: 'invite' | 'reset', token: string): string;
  /** Id of one of our own media when `url` is its public address, so that it need not be fetched. */
  ownMediaId(url: string): string | null;
}

export interface OperationDeps {
  store: Store;
  storage: MediaStorage;
  pinterest: PinterestPort;
  links: Links;
  passwords: PasswordPort;
  clock: Clock;
  /** Seals secrets for the database. */
  box: Pick<Box, 'seal' | 'open'>;
  /** Directory for files on their way in. */
  incomingDir: string;
  fetch: { allowPrivate: boolean; timeoutMs: number };
  /** Where a link leads; remembered for a while, so that hundreds of Pins to one page ask once. */
  followLink(link: string): Promise<FollowedLink>;
  /** What Pins are told apart by, remembered for a while; also of Pins of which nothing was read. */
  pinDimensions: DimensionCache;
  /** Does work on many posts when it is its turn, so that few such calls at once leave room for publishing. */
  bulkTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Converts videos Pinterest would refuse; null where the machine has none. */
  transcoder: Transcoder | null;
  /** Whether Pinterest can reach this server, so that an animation can be fetched from it. */
  originalsArePublic: boolean;
  instance: {
    version: string;
    mode: 'sandbox' | 'production';
    sandboxUrl: string | null;
    /** Whether the settings name a Pinterest app. */
    ownApp: boolean;
  };
  /** Hosts of Pinterest's that accounts can be connected at, the usual one first. */
  hosts: readonly Host[];
  /** The publisher of this process, and how many ms ago it last looked for due Pins; null: it has none. */
  publisher: { lastLookAgeMs(): number | null } | null;
  /** Milliseconds that "publish now" waits for the outcome before it answers. */
  publishWaitMs: number;
}

/** `Idempotency-Key`, or the tracing id `x-request-id`: see store/workspaces/requests.ts. */
export interface RequestKey {
  value: string;
  strict: boolean;
}

/** What a door knows of a call. */
export interface Call extends OperationDeps {
  actor: Actor;
  /** Under which the caller may repeat this request, or null. */
  idempotencyKey: RequestKey | null;
}

export interface Committed {
  /** What the call is about, for its audit entry. Its id is also what a repeated request is answered from. */
  subject: AuditSubject;
  /** What else the audit entry should say: ids, names and times, never a secret. */
  details?: Record<string, unknown>;
  /** Whether more transactions of this call follow: the last one keeps the key. */
  more?: boolean;
  /** Of a streamed file, hexadecimal: known only after it was read. */
  fileHash?: string;
}

export type Commit = <T>(what: Committed, work: (tx: Tx) => Promise<T>) => Promise<T>;

/** The first argument of every operation: the call, and which workspaces it is about. */
export interface Context extends OperationDeps {
  actor: Actor;
  /** The workspace the call is about: every query names it, so that no tenant reaches another's rows. */
  workspaceId: string;
  /** Of a list: the workspaces it may show. Otherwise just the one. */
  workspaceIds: readonly string[];
  /** Does work in a transaction that also keeps the request's key and writes its audit entry. */
  commit: Commit;
  /** The key of a call that keeps one for each of its rows. */
  rowsKey: RequestKey | null;
  /** An earlier request under this key began to write to Pinterest, and its end is not stored: look before writing. */
  startedBefore: boolean;
  /** A warning for the answer: the tracing id was used before, for something else. */
  keyWarning: Problem | null;
}

/** The actor as events and audit entries name it. */
export const namedActor = ({
  type,
  id,
  name,
}: Actor): { type: string; id: string | null; name: string } => ({
  type,
  id,
  name,
});
