import type { Generated, JSONColumnType } from 'kysely';

/** What happened, for all that want to know of it. Rows are kept for a while, see store/events.ts. */
export interface EventTable {
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

/** Columns of every leased table, see store/leases.ts. */
export interface LeasedColumns {
  id: string;
  dueAt: Date | null;
  leaseOwner: string | null;
  leaseUntil: Date | null;
  leaseToken: Generated<number>;
  claims: Generated<number>;
  givenUpAt: Date | null;
}

/** Background work of the installation, one row for each kind. */
export type TaskTable = LeasedColumns;
