import type { ColumnType, Generated } from 'kysely';

/** What was read of the numbers of a Pinterest user. */
export interface MetricOwnerTable {
  key: Generated<number>;
  identityId: string;
  /** The number that the next Pin gets. */
  nextOrdinal: Generated<number>;
  /** Which days of which Pin were read, packed: see src/analytics/coverage-codec.ts; null: none. */
  coverage: Buffer | null;
  videoCoverage: Buffer | null;
  /** The last day whose numbers Pinterest had, as it said itself; null: never asked. */
  availableThrough: ColumnType<Date | null, Date | undefined, Date>;
  /** When numbers were last read; null: never. */
  toldAt: Date | null;
}

/** A day of a Pinterest user. Its packed columns are only read and written in store/analytics. */
export interface AccountDayTable {
  key: number;
  day: ColumnType<Date, string, never>;
  /** Of the totals that follow; null: not told. */
  status: 'final' | 'provisional' | 'absent' | null;
  impressions: number | null;
  saves: number | null;
  pinClicks: number | null;
  outboundClicks: number | null;
  engagements: number | null;
  toldAt: Generated<Date>;
}

/** What Pinterest said of a user on a day, the last time that day it was asked. */
export interface AccountStateDayTable {
  key: number;
  day: ColumnType<Date, string, never>;
  followers: number | null;
  following: number | null;
  monthlyViews: number | null;
  pins: number | null;
  boards: number | null;
  takenAt: Date;
}
