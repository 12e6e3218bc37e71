import type { ColumnType, JSONColumnType, Selectable } from 'kysely';
import type { Problem } from '../../../domain/errors/index.ts';
import type { LeasedColumns } from './jobs.ts';

/** What a reading of numbers remembers from one time to the next. Days count from 1970-01-01, by Pinterest's clock. */
export interface CollectionState {
  /** Of the account: the day on which followers and the like were last read. */
  stateDay?: number;
  /** Of the account: the last day that Pinterest had numbers of. */
  availableThrough?: number;
  /** Of the account: when that moved on, UTC. */
  movedAt?: string;
  /** Of the account: the Pins of its top lists. */
  topPins?: string[];
  /** Tries in a row that failed. */
  failures?: number;
  /** Of the Pins: the day that `spent` is about. */
  day?: number;
  /** Of the Pins: how many were read singly on that day, those never read before not counted. */
  spent?: number;
  /** Of the Pins: when the app was last tried for reading many at once, UTC. */
  probedAt?: string;
}

/** Reading the numbers of a Pinterest user; a leased table, of whose rows one of a user is worked on at a time. */
export interface CollectionTable extends LeasedColumns {
  identityId: string;
  task: 'account' | 'pins';
  progress: JSONColumnType<CollectionState, string | undefined>;
  /** Why nothing could be read the last time. */
  problem: ColumnType<Problem | null, string | null | undefined, string | null>;
  /** When all that there was to read had been read. */
  finishedAt: Date | null;
  /** Of the account: when a person last had it read. */
  refreshedAt: Date | null;
}

/** What the next reading of a Pin's days is decided by; a Pin that was never read may have no row. */
export interface PinCollectionTable {
  identityId: string;
  pinterestPinId: string;
  readAt: Date | null;
  /** The last day that Pinterest had when it was read. */
  readThrough: ColumnType<Date | null, string | null | undefined, string | null>;
  /** What its lifetime numbers came to then. */
  lifetimeThen: number | null;
  /** Not asked for again before: Pinterest refused it. */
  notBefore: Date | null;
  /** Not asked for a video's numbers before: Pinterest said that it is none. */
  withoutVideoUntil: Date | null;
  /** When a person last looked at its numbers. */
  lookedAt: Date | null;
  refreshedAt: Date | null;
}

export type CollectionRow = Selectable<CollectionTable>;
