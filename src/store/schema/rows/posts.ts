import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { Problem } from '../../../domain/errors/index.ts';
import type { PinKind, PinStep, SentPin } from '../../../domain/pins/pin.ts';
import type { PinStatus, PostStatus } from '../../../domain/pins/statuses.ts';
import type { Slot } from '../../../domain/time/slots.ts';
import type { LeasedColumns } from './jobs.ts';
import type { NamedActor } from './workspaces.ts';

/** Own words of one image of a carousel. */
export interface Slide {
  title?: string;
  description?: string;
  link?: string;
}

export interface PostTable {
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
  /** What the client calls it; no two posts of a workspace that are not hidden share one. */
  referenceKey: string | null;
  /** From when on lists leave it out. */
  hiddenAt: Date | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** Changes of the number of posts, see migration 0007. */
export interface PostTallyTable {
  workspaceId: string;
  status: PostStatus;
  delta: number;
}

export interface PinTable {
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
  /** When the first look for a lost answer began; again when a clock was moved since. */
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

export interface PinEventTable {
  id: Generated<number>;
  pinId: string;
  at: Generated<Date>;
  attempt: number;
  kind: string;
  detail: Record<string, unknown>;
}

/** A week of times at which posts go out. */
export interface QueueTable {
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

export type PostImportState = 'working' | 'cancelling' | 'done' | 'cancelled' | 'stopped';

/** A file of posts; a leased table. Its rows are made into posts some at a time. */
export interface PostImportTable extends LeasedColumns {
  workspaceId: string;
  fileName: string;
  rows: number;
  /** Rows that are a post now; `existing` of them were before. */
  made: number;
  existing: Generated<number>;
  /** Of a dry run: rows that may be made. */
  valid: Generated<number>;
  refused: Generated<number>;
  cancelled: Generated<number>;
  state: Generated<PostImportState>;
  dryRun: Generated<boolean>;
  /** How the file is read, as `operations/post-imports` reads it; null: a door read it. */
  reading: JSONColumnType<Record<string, unknown> | null, string | null | undefined>;
  askedBy: JSONColumnType<NamedActor | null, string | null | undefined>;
  /** What they may do, as `operations/on-behalf.ts` reads it. */
  granted: JSONColumnType<Record<string, unknown> | null, string | null | undefined>;
  /** Why it stopped. */
  problem: ColumnType<Problem | null, string | null | undefined, string | null>;
  createdAt: Generated<Date>;
  endedAt: Date | null;
}

export type ImportOutcome = 'created' | 'existing' | 'valid' | 'refused' | 'cancelled';

export interface PostImportRowTable {
  importId: string;
  /** From 1, the line of names left out. */
  number: number;
  /** null: it is waiting. */
  outcome: ImportOutcome | null;
  /** null: there is no post. */
  postId: string | null;
  /** Its problems in one text, where a door wrote them so. */
  error: string | null;
  /** With columns of the file as their fields. */
  problems: ColumnType<Problem[] | null, string | null | undefined, string | null>;
  /** The row as it came. */
  raw: JSONColumnType<Record<string, string>>;
  /** What is to be made of it, as `posts.create` takes it; null: nothing any more. */
  post: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  /** Idempotency key of the post. */
  key: string | null;
}

export type PostImportRow = Selectable<PostImportTable>;
export type ImportedRow = Selectable<PostImportRowTable>;
export type PostRow = Selectable<PostTable>;
export type NewPost = Insertable<PostTable>;
export type PinRow = Selectable<PinTable>;
export type NewPin = Insertable<PinTable>;
export type PinEventRow = Selectable<PinEventTable>;
export type QueueRow = Selectable<QueueTable>;
