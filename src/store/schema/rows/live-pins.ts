import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';
import type { Problem } from '../../../domain/errors/index.ts';
import type { LiveFields } from '../../../domain/pins/live-change.ts';
import type { NamedActor } from './workspaces.ts';
import type { LeasedColumns } from './jobs.ts';

/**
 * Counts that Pinterest told of a Pin. What it did not tell is absent, which is not 0; what it calls by a name that we do
 * not know is under `other`.
 */
export interface PinNumbers {
  impressions?: number;
  saves?: number;
  pinClicks?: number;
  outboundClicks?: number;
  reactions?: number;
  comments?: number;
  other?: Record<string, number>;
}

/** What a live Pin shows. Nothing is known of a Pin that was published and not read yet. */
export interface LivePinMedia {
  /** Pinterest's word: `image`, `video`, `multiple_images` and so on. */
  type?: string;
  /** Of its largest picture, pixels. */
  width?: number;
  height?: number;
  /** Of a carousel, in order. */
  slides?: { title: string | null; description: string | null; link: string | null }[];
}

/** A Pin as Pinterest shows it, whoever made it. */
export interface RemotePinTable {
  identityId: string;
  pinterestPinId: string;
  /** null: it lies on no board. */
  boardId: string | null;
  sectionId: string | null;
  title: string | null;
  description: string | null;
  link: string | null;
  altText: string | null;
  media: JSONColumnType<LivePinMedia, string | undefined>;
  /** By Pinterest's clock; null: not read yet. */
  createdAt: Date | null;
  firstSeenAt: Generated<Date>;
  /** Not used any more, see `missedRun`. */
  seenRun: Generated<number>;
  /** When something but its numbers last changed. */
  changedAt: Generated<Date>;
  goneAt: Date | null;
  goneWhy: string | null;
  /** Our publication that it is; null: made elsewhere. */
  pinId: string | null;
  /** Its number in packed days, see rows/analytics.ts; null: no figures were read yet. */
  ordinal: ColumnType<number | null, never, number | null>;
  /** Pinterest's word: REGULAR, VIDEO, CAROUSEL and so on. */
  creativeType: string | null;
  /** Host of the link, lower case, without `www.`; set by a trigger. */
  linkDomain: ColumnType<string | null, never, never>;
  /** Address of its picture at Pinterest. */
  coverUrl: string | null;
  /** The Pin that it is a save of. */
  parentPinterestPinId: string | null;
  isOwner: boolean | null;
  hasBeenPromoted: boolean | null;
  /** Since it was made; null: never told. */
  lifetime: JSONColumnType<PinNumbers | null, string | null | undefined>;
  /** Of the last 90 days up to `numbersAt`; null: never told. */
  rolling90d: JSONColumnType<PinNumbers | null, string | null | undefined>;
  /** When numbers last differed from those before; null: never told. */
  numbersAt: Date | null;
  /** The run of the import that read its board to the end without it; null: it was there. */
  missedRun: number | null;
}

/** The reading of a Pinterest user's Pins, board by board; a leased table. Its id is that of the identity. */
export interface PinImportTable extends LeasedColumns {
  /** Counts the runs; the present one, or the last. */
  run: Generated<number>;
  /** `reading`: boards; `missing`: Pins are asked for that were missed; null: no run is under way. */
  phase: 'reading' | 'missing' | null;
  /** Which is being read, and where to go on; Pinterest does not say how long a bookmark is good. */
  boardId: string | null;
  bookmark: string | null;
  bookmarkAt: Date | null;
  /** Pins that this run found to be gone. */
  removed: Generated<number>;
  /** How many it may mark as gone unasked; null: not that far yet. */
  mayRemove: number | null;
  /** Whether a person said that all that are missing may be marked. */
  removesAll: Generated<boolean>;
  startedAt: Date | null;
  /** When the last run ended, whether or not it was complete. */
  finishedAt: Date | null;
  /** When the last complete run began: all Pins are as they were then or later. */
  completedAt: Date | null;
  /** Why the present or the last run stopped, or what it left open. */
  problem: ColumnType<Problem | null, string | null | undefined, string | null>;
}

/** A board of the present or the last run. */
export interface PinImportBoardTable {
  identityId: string;
  boardId: string;
  position: number;
  /** What Pinterest said when the run began; null: nothing. */
  pinCount: number | null;
  pinsSeen: Generated<number>;
  endedAt: Date | null;
  /** Whether it was read to its end. */
  wasRead: Generated<boolean>;
}

/** Ids of one page of the board that is being read. */
export interface PinImportPageTable {
  identityId: string;
  number: number;
  pinterestPinIds: string[];
}

export type PinChangeState = 'open' | 'done' | 'refused' | 'conflict' | 'cancelled';

/** A wanted change of a live Pin; a leased table. One is open per Pin. */
export interface PinChangeTable extends LeasedColumns {
  identityId: string;
  /** Through which it was asked for. */
  accountId: string;
  workspaceId: string;
  pinterestPinId: string;
  /** `save`: what came of a Pin that a batch was to save; it is done as soon as its post is there. */
  kind: 'edit' | 'delete' | 'save';
  /** What the person saw, of the fields that are to be changed. */
  before: JSONColumnType<Partial<LiveFields>>;
  /** Only the fields to be changed. */
  wanted: JSONColumnType<Partial<LiveFields>>;
  /** Of a conflict: what Pinterest shows, of these fields. */
  live: JSONColumnType<Partial<LiveFields> | null, string | null | undefined, string | null>;
  state: ColumnType<PinChangeState, PinChangeState | undefined, PinChangeState>;
  /** Why it waits, was refused, or is a conflict. */
  problem: ColumnType<Problem | null, string | null | undefined, string | null>;
  askedBy: JSONColumnType<NamedActor>;
  batchId: string | null;
  /** The change that this one takes back. */
  undoOf: string | null;
  /** How often in a row it had to wait. */
  waits: Generated<number>;
  askedAt: Generated<Date>;
  /** When a request for it first may have left. */
  sentAt: Date | null;
  endedAt: Date | null;
  /** When the backup was made that it is out of: it may have been made, or taken back, since. */
  fromBackup: Date | null;
  /** Of a save: the post that makes it. */
  postId: string | null;
}

export type PinBatchState = 'planning' | 'done' | 'stopped';

/** Many live Pins that are to be changed alike; a leased table. Its changes are made from it, some at a time. */
export interface PinBatchTable extends LeasedColumns {
  identityId: string;
  accountId: string;
  workspaceId: string;
  /** What is to be done, as `operations/pins` reads it. */
  what: JSONColumnType<Record<string, unknown>>;
  /** Which Pins, as `operations/pins` reads it. */
  chosen: JSONColumnType<Record<string, unknown>>;
  state: ColumnType<PinBatchState, PinBatchState | undefined, PinBatchState>;
  /** Rows that were chosen when it began. */
  total: number;
  /** Of these, how many were looked at, and how many of them stay as they are. */
  looked: Generated<number>;
  same: Generated<number>;
  /** Id of the last row that was looked at; empty: none was. */
  after: Generated<string>;
  /** Why it stopped. */
  problem: ColumnType<Problem | null, string | null | undefined, string | null>;
  askedBy: JSONColumnType<NamedActor>;
  askedAt: Generated<Date>;
  endedAt: Date | null;
}

/** A live Pin that a workspace does not want to see. */
export interface HiddenPinTable {
  workspaceId: string;
  identityId: string;
  pinterestPinId: string;
  hiddenAt: Generated<Date>;
}

export type PinChangeRow = Selectable<PinChangeTable>;
export type PinBatchRow = Selectable<PinBatchTable>;
export type RemotePinRow = Selectable<RemotePinTable>;
export type PinImportRow = Selectable<PinImportTable>;
