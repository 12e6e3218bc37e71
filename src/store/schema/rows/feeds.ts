import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';
import type { Problem } from '../../../domain/errors/index.ts';
import type { FeedRule } from '../../../domain/feeds/entry.ts';
import type { LeasedColumns } from './jobs.ts';

export type FeedMakes = 'draft' | 'approval' | 'queue';

/** A feed whose entries become posts; a leased table. */
export interface FeedTable extends LeasedColumns {
  workspaceId: string;
  accountId: string;
  name: string;
  url: string;
  /** As the feed calls itself. */
  title: string | null;
  /** Name or id of the board of entries that no rule fits. */
  board: string;
  rules: JSONColumnType<FeedRule[]>;
  makes: FeedMakes;
  /** Whether who made it writes for an approval in this workspace. */
  needsApproval: boolean;
  isPaused: Generated<boolean>;
  /** When what it held first was noted as old. */
  firstReadAt: Date | null;
  readAt: Date | null;
  problem: ColumnType<Problem | null, string | null | undefined, string | null>;
  createdAt: Generated<Date>;
}

/** What became of an entry. `old`: it was there when the feed was first read. */
export interface FeedEntryTable {
  id: string;
  feedId: string;
  title: string | null;
  link: string | null;
  outcome: 'old' | 'made' | 'refused';
  postId: string | null;
  problem: ColumnType<Problem | null, string | null | undefined, string | null>;
  seenAt: Generated<Date>;
}

/** What entries are known again by. */
export interface FeedSeenTable {
  feedId: string;
  hash: string;
  entryId: string;
}

export type FeedRow = Selectable<FeedTable>;
export type FeedEntryRow = Selectable<FeedEntryTable>;
