import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { Problem } from '../../domain/errors/index.ts';
import type { PinKind, PinStep, SentPin } from '../../domain/pins/pin.ts';
import type { PinStatus, PostStatus } from '../../domain/pins/statuses.ts';
import type { Slot } from '../../domain/time/slots.ts';
import type { SpacingRules } from '../../domain/spacing/rules.ts';

/** Rows as the database holds them; the camel-case plugin renames columns. Times are UTC. */
export interface Database {
  workspace: WorkspaceTable;
  apiKey: ApiKeyTable;
  account: AccountTable;
  identity: IdentityTable;
  board: BoardTable;
  media: MediaTable;
  post: PostTable;
  postTally: PostTallyTable;
  pin: PinTable;
  pinEvent: PinEventTable;
  requestRecord: RequestRecordTable;
  auditEntry: AuditEntryTable;
  apiKeyGrant: ApiKeyGrantTable;
  quota: QuotaTable;
  spamPause: SpamPauseTable;
  queue: QueueTable;
  instance: InstanceTable;
  event: EventTable;
  remotePin: RemotePinTable;
  endedSession: EndedSessionTable;
  task: TaskTable;
  writeTicket: WriteTicketTable;
}

/** A list in a jsonb column: written as text, since the driver makes an SQL array of a list. */
type JsonList<T> = ColumnType<T[], string | undefined, string>;

interface WorkspaceTable {
  id: string;
  name: string;
  createdAt: Generated<Date>;
}

/** One row: what all processes on this database share. */
interface InstanceTable {
  singleton: Generated<boolean>;
  /** Encrypted with the secret key; verifies that a process has the same key. */
  keyCheck: Buffer;
  createdAt: Generated<Date>;
}

interface ApiKeyTable {
  id: string;
  workspaceId: string;
  name: string;
  /** SHA-256 of the key, hexadecimal. Keys carry 165 random bits, so no slow hash is needed. */
  hash: string;
  preview: string;
  scopes: string[];
  /** The key of the settings; when they name another one, this one is revoked. */
  bootstrap: Generated<boolean>;
  createdAt: Generated<Date>;
  revokedAt: ColumnType<Date | null, Date | null, Date | null>;
}

export type AccountStatus = 'connected' | 'needs_reconnection' | 'disconnected';

/**
 * A workspace's link to a Pinterest user. The columns that repeat what the identity says are for processes of the
 * release before, which know no identities; nothing reads them any more.
 */
interface AccountTable {
  id: string;
  workspaceId: string;
  identityId: string;
  /** `disconnected`: by the workspace; all else is the identity's. */
  status: AccountStatus;
  defaultBoardId: string | null;
  pinterestUserId: string;
  username: string;
  displayName: string;
  profileImage: string | null;
  sandbox: boolean;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** Pinterest or sandbox; ids and tokens are valid for one host only. */
export type Host = 'api.pinterest.com' | 'sandbox';

/** A Pinterest user, whatever workspaces link to it. */
interface IdentityTable {
  id: string;
  host: Host;
  pinterestUserId: string;
  username: string;
  displayName: string;
  profileImage: string | null;
  status: 'connected' | 'needs_reconnection';
  scopes: string[];
  /** Sealed with the secret key, bound to the id of the identity. */
  accessToken: Buffer | null;
  refreshToken: Buffer | null;
  accessExpiresAt: Date | null;
  refreshExpiresAt: Date | null;
  /** Rises with every change of the tokens, so that a late writer notices. */
  tokenEpoch: Generated<number>;
  /** What Pinterest refuses this user's app, by feature; absent: not known to be refused. */
  capabilities: JSONColumnType<Record<string, boolean>, string | undefined>;
  /** null: the defaults. */
  spacing: ColumnType<SpacingRules | null, string | undefined, string>;
  /** Pinterest's clock minus the database's as last measured, ms; null: never. */
  clockOffsetMs: ColumnType<number | null, number | undefined, number>;
  clockMeasuredAt: ColumnType<Date | null, Date | undefined, Date>;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

interface BoardTable {
  accountId: string;
  id: string;
  name: string;
  description: string;
  privacy: 'PUBLIC' | 'PROTECTED' | 'SECRET';
  pinCount: number | null;
  ownerUsername: string | null;
  /** Order in which Pinterest lists them. */
  position: number;
  seenAt: Generated<Date>;
}

interface MediaTable {
  id: string;
  workspaceId: string;
  status: 'awaiting_upload' | 'ready';
  kind: 'image' | 'video' | null;
  filename: string | null;
  sourceUrl: string | null;
  declaredType: string | null;
  format: string | null;
  bytes: number | null;
  sha256: string | null;
  width: number | null;
  height: number | null;
  dominantColor: string | null;
  fingerprint: string | null;
  originalKey: string | null;
  preparedKey: string | null;
  preparedType: string | null;
  preparedBytes: number | null;
  notes: Generated<string[]>;
  /** Whether the original moves; the prepared image is then its first frame. */
  animated: Generated<boolean>;
  video: VideoColumns | null;
  /** Warnings about this file that do not keep it from being published. */
  advice: JsonList<Problem>;
  createdAt: Generated<Date>;
  /** When nothing was found to use it any more. */
  unusedSince: Date | null;
  /** From when on nothing new may use it. */
  expiredAt: Date | null;
}

/** Facts of a video that publishing and display need. */
export interface VideoColumns {
  durationSeconds: number;
  container: string;
  videoCodec: string;
  audioCodec: string | null;
  fps: number | null;
}

/** Own words of one image of a carousel. */
export interface Slide {
  title?: string;
  description?: string;
  link?: string;
}

interface PostTable {
  id: string;
  workspaceId: string;
  content: string;
  title: string | null;
  scheduledFor: Date | null;
  timezone: string;
  /** Status in its last event: `scheduled` or a final one; null: no event, or it no longer holds. */
  announcedStatus: string | null;
  /** Derived from the Pins by a trigger; never written by hand. */
  status: Generated<PostStatus>;
  mediaIds: string[];
  tags: Generated<string[]>;
  hashtags: Generated<string[]>;
  mentions: Generated<string[]>;
  metadata: Generated<Record<string, unknown>>;
  /** The queue whose slot at `scheduledFor` this post has; no other post of the queue has it. */
  queueId: string | null;
  requiresApproval: Generated<boolean>;
  /** Name of the API key that approved it. */
  approvedBy: string | null;
  approvedAt: Date | null;
  /** Rises with every change a person makes. */
  revision: Generated<number>;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** Changes of the number of posts, see migration 0007. */
interface PostTallyTable {
  workspaceId: string;
  status: PostStatus;
  delta: number;
}

interface PinTable {
  id: string;
  postId: string;
  workspaceId: string;
  accountId: string;
  /** Identity of the account. Writer, rate limits, spacing rules and clock offset are per identity. */
  identityId: string;
  position: number;
  boardId: string;
  sectionId: string | null;
  title: string | null;
  description: string | null;
  link: string | null;
  altText: string | null;
  dominantColor: string | null;
  customContent: string | null;
  mediaIds: string[];
  /** When the person wants it out; null for a draft without a time. */
  scheduledFor: Date | null;
  status: PinStatus;
  step: PinStep | null;
  /** Earliest time a worker may claim it; null: not until another event (approval, reconnection, answer). */
  dueAt: Date | null;
  heldReason: Problem | null;
  /** Times Pinterest was asked to create it. */
  attempts: Generated<number>;
  /** Times a worker took it up since something last went forward. */
  claims: Generated<number>;
  leaseOwner: string | null;
  leaseUntil: Date | null;
  /** Rises with every claim: a worker whose lease ran out no longer matches. */
  leaseToken: Generated<number>;
  /** When the first create request was about to leave: a lost Pin is no older than this. */
  sentAt: Date | null;
  /** Content as sent or possibly sent. Searches compare with this, not with the present columns. */
  sentSnapshot: ColumnType<SentPin | null, SentPin | null | undefined, SentPin | null>;
  /** Rises with every create request of the installation. */
  sendOrder: number | null;
  /** When the first look for a lost answer began; anew when a clock was moved since. */
  reconcileSince: Date | null;
  /** Pinterest's clock minus the database's at that first look, ms. */
  searchOffsetMs: number | null;
  /** Waits in a row within the same step; sets the next wait. */
  waits: Generated<number>;
  kind: Generated<PinKind>;
  slides: ColumnType<Slide[] | null, string | null | undefined, string | null>;
  coverMediaId: string | null;
  /** Seconds into the video. */
  coverKeyFrame: number | null;
  aiDisclosures: Generated<string[]>;
  /** Another Pin on Pinterest: the origin of this one or, for `save`, what is saved. */
  parentPinId: string | null;
  /** Pinterest's id of the uploaded video. */
  uploadId: string | null;
  uploadSince: Date | null;
  /** Times the video was registered and uploaded. */
  uploadRound: Generated<number>;
  pinterestPinId: string | null;
  publishedAt: Date | null;
  problem: Problem | null;
  /** See domain/pins/content-key.ts. */
  contentKey: string | null;
  /** Of its first image, so that the same picture is found on other boards; null for a video or a save. */
  fingerprint: string | null;
  /** The person wants it out regardless of the account's spacing rules. */
  ignoreSpacing: Generated<boolean>;
  /** Where the spacing rules moved it; `scheduledFor` stays what was wanted. */
  movedTo: Date | null;
  /** When it became more than a draft. */
  acceptedAt: Date | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

interface PinEventTable {
  id: Generated<number>;
  pinId: string;
  at: Generated<Date>;
  attempt: number;
  kind: string;
  detail: Record<string, unknown>;
}

/** A request that changed something, by its idempotency key. */
interface RequestRecordTable {
  workspaceId: string;
  operation: string;
  key: string;
  /** null: stored by a release that did not keep it. */
  inputHash: string | null;
  /**
   * Id of what it made or changed: a repeated request is answered with the present state of that. null: it began to
   * write to Pinterest, and how that ended is not stored.
   */
  reference: string | null;
  createdAt: Generated<Date>;
}

/** Who changed what. Written in the transaction of the change. */
interface AuditEntryTable {
  id: Generated<number>;
  workspaceId: string;
  at: Generated<Date>;
  operation: string;
  subjectType: string;
  subjectId: string;
  actor: JSONColumnType<{ type: string; id: string | null; name: string }>;
  details: JSONColumnType<Record<string, unknown>>;
}

/** A workspace that a key reaches beside its own. */
interface ApiKeyGrantTable {
  keyId: string;
  workspaceId: string;
  scopes: string[];
}

/** What happened, for all that want to know of it. Rows are kept for a while, see store/events.ts. */
interface EventTable {
  id: Generated<number>;
  /** Of the transaction that wrote it: a cursor over this and the id skips nothing. */
  xid: Generated<string>;
  workspaceId: string;
  kind: string;
  postId: string | null;
  pinId: string | null;
  accountId: string | null;
  facts: JSONColumnType<Record<string, unknown>, string | undefined>;
  at: Generated<Date>;
}

/** A Pin as Pinterest shows it, whoever made it. */
interface RemotePinTable {
  identityId: string;
  pinterestPinId: string;
  boardId: string;
  sectionId: string | null;
  title: string | null;
  description: string | null;
  link: string | null;
  altText: string | null;
  media: JSONColumnType<Record<string, unknown>, string | undefined>;
  /** By Pinterest's clock; null: not read yet. */
  createdAt: Date | null;
  firstSeenAt: Generated<Date>;
  /** The last reading of its board in which it was seen. */
  seenRun: Generated<number>;
  changedAt: Generated<Date>;
  goneAt: Date | null;
  goneWhy: string | null;
  /** Our publication that it is; null: made elsewhere. */
  pinId: string | null;
}

/** Background work of the installation, one row for each kind. */
/** Signed out before its time. */
interface EndedSessionTable {
  id: string;
  expiresAt: Date;
}

interface TaskTable {
  id: string;
  dueAt: Date | null;
  leaseOwner: string | null;
  leaseUntil: Date | null;
  leaseToken: Generated<number>;
  claims: Generated<number>;
  givenUpAt: Date | null;
}

/** The right to write to a Pinterest user while none of its Pins is sent. */
interface WriteTicketTable {
  identityId: string;
  token: string;
  /** Expiry of the ticket. */
  until: Date;
}

/** A week of times at which posts go out. */
interface QueueTable {
  id: string;
  workspaceId: string;
  /** null: for every account of the workspace. */
  accountId: string | null;
  name: string;
  timezone: string;
  slots: JSONColumnType<Slot[]>;
  active: boolean;
  isDefault: boolean;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** One of Pinterest's request counters, see accounts/rate-limits.ts. */
interface QuotaTable {
  /** Id of an identity, or `app:` and the client id. */
  owner: string;
  category: string;
  allowed: number;
  windowSeconds: number;
  used: number;
  endsAt: Date;
  updatedAt: Generated<Date>;
}

/** A domain whose links Pinterest blocked as spam: Pins of the user with such links wait. */
interface SpamPauseTable {
  identityId: string;
  domain: string;
  until: Date;
  /** Times it was blocked. */
  blocks: Generated<number>;
  createdAt: Generated<Date>;
}

export type WorkspaceRow = Selectable<WorkspaceTable>;
export type ApiKeyRow = Selectable<ApiKeyTable>;
export type IdentityRow = Selectable<IdentityTable>;
/** An account with what its Pinterest user is known by. */
export type AccountRow = Pick<
  Selectable<AccountTable>,
  'id' | 'workspaceId' | 'identityId' | 'status' | 'defaultBoardId' | 'createdAt'
> &
  Pick<
    IdentityRow,
    | 'host'
    | 'pinterestUserId'
    | 'username'
    | 'displayName'
    | 'profileImage'
    | 'scopes'
    | 'spacing'
    | 'clockOffsetMs'
  >;
export type BoardRow = Selectable<BoardTable>;
export type MediaRow = Selectable<MediaTable>;
export type NewMedia = Insertable<MediaTable>;
/** What a file is, whether or not its row is stored yet. */
export type StoredMedia = Omit<MediaRow, 'createdAt' | 'unusedSince' | 'expiredAt'>;
export type PostRow = Selectable<PostTable>;
export type NewPost = Insertable<PostTable>;
export type PinRow = Selectable<PinTable>;
export type NewPin = Insertable<PinTable>;
export type PinEventRow = Selectable<PinEventTable>;
export type QueueRow = Selectable<QueueTable>;
