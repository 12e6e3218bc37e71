import type { Db } from './database.ts';
import type { PinEventRow } from './schema.ts';

export interface PinEvent {
  kind: string;
  detail: Record<string, unknown>;
}

/** Adds to the timeline of a Pin: requests, codes, waits and decisions, in the order given. */
export async function addPinEvents(
  db: Db,
  pinId: string,
  attempt: number,
  events: readonly PinEvent[],
): Promise<void> {
  if (events.length)
    await db
      .insertInto('pinEvent')
      .values(events.map((event) => ({ pinId, attempt, ...event })))
      .execute();
}

export const listPinEvents = (db: Db, pinId: string): Promise<PinEventRow[]> =>
  db.selectFrom('pinEvent').selectAll().where('pinId', '=', pinId).orderBy('id').execute();
