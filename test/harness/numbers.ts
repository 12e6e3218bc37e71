import { sql } from 'kysely';
import { dayAt, type Day } from '../../src/analytics/index.ts';
import {
  setAvailableThrough,
  storeAccountDays,
  storeAccountState,
  storeReadings,
  type PinReading,
} from '../../src/store/index.ts';
import type { Product } from './product.ts';

/** Numbers as a collector would have stored them, of a known shape. */
export interface StoredNumbers {
  /** The last day that Pinterest has numbers of: two days ago. */
  last: Day;
  /** Read on all of the last 40 days, a Pin of a board and link; made 35 days before `last`. */
  busy: string;
  /** A video, read on the last 40 days, all zero; with 3 views a day. */
  quiet: string;
  /** Never read. */
  unread: string;
}

export const figuresOf = (day: Day) => ({
  impressions: 100 + (day % 7),
  saves: 5,
  pinClicks: 10,
  outboundClicks: 4,
});

/** Stores numbers for the product's account. */
export async function storeNumbers({ app, identityId }: Product): Promise<StoredNumbers> {
  const { store } = app;
  const last = dayAt(store.clock.nowMs()) - 2;
  const ids = {
    busy: '900000000000000001',
    quiet: '900000000000000002',
    unread: '900000000000000003',
  };
  const born = new Date((last - 35) * 86_400_000 + 9 * 3600_000);
  for (const [index, id] of Object.values(ids).entries())
    await sql`
      insert into remote_pin (identity_id, pinterest_pin_id, board_id, title, link, creative_type, created_at, lifetime,
        rolling_90d, numbers_at)
      values (${identityId}, ${id}, (select id from board order by name limit 1),
        ${index === 0 ? '=HYPERLINK("x")' : `Pin ${index}`},
        ${`https://www.shop${index}.example/x`}, ${index === 1 ? 'VIDEO' : 'REGULAR'}, ${born},
        ${index === 2 ? null : JSON.stringify({ impressions: 9000 * (1 - index), saves: 400 * (1 - index), pinClicks: 50, reactions: 3, comments: 1 })},
        ${index === 2 ? null : JSON.stringify({ impressions: 8000 * (1 - index) })},
        ${index === 2 ? null : new Date(store.clock.nowMs())})`.execute(store.db);
  const from = last - 39;
  const days = (figures: (day: Day) => object): PinReading['days'] =>
    Array.from({ length: 36 }, (_, index) => ({
      day: last - 35 + index,
      figures: figures(last - 35 + index),
    }));
  const read = { from, through: last, finalThrough: last - 3 };
  await storeReadings(store, identityId, [
    { pin: ids.busy, set: 'standard', ...read, days: days(figuresOf) },
    { pin: ids.quiet, set: 'standard', ...read, days: [] },
    { pin: ids.quiet, set: 'video', ...read, days: days(() => ({ videoViews: 3 })) },
  ]);
  await storeAccountDays(
    store,
    identityId,
    Array.from({ length: 70 }, (_, index) => ({
      day: last - index,
      status: index < 3 ? ('provisional' as const) : ('final' as const),
      figures: {
        impressions: 1000,
        saves: 20,
        pinClicks: 30,
        outboundClicks: null,
        engagements: 60,
      },
    })),
  );
  for (const [ago, followers] of [
    [20, 100],
    [0, 110],
  ] as const)
    await storeAccountState(store, identityId, new Date((last - ago) * 86_400_000 + 1), {
      followers,
      following: 7,
      monthlyViews: 30_000,
      pins: 3,
      boards: 2,
    });
  await setAvailableThrough(store.db, identityId, last);
  return { last, ...ids };
}
