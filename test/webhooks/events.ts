import type { EventKind } from '../../src/domain/webhooks/events.ts';
import { newId } from '../../src/domain/ids.ts';
import type { Db, DeliveryRow } from '../../src/store/index.ts';
import { until } from '../crash/crash-harness.ts';
import type { Received } from '../harness/receiver.ts';

/** Writes events of posts that need not exist, in the order given, as the triggers do. */
export async function writeEvents(
  db: Db,
  workspaceId: string,
  events: readonly { kind: EventKind; postId?: string; facts?: Record<string, unknown> }[],
): Promise<void> {
  await db
    .insertInto('event')
    .values(
      events.map(({ kind, postId = newId(), facts = {} }) => ({
        workspaceId,
        kind,
        postId,
        facts: JSON.stringify(facts),
      })),
    )
    .execute();
}

/** The deliveries of a webhook in the order of their events. */
export const deliveriesOf = (db: Db, webhookId: string): Promise<DeliveryRow[]> =>
  db.selectFrom('delivery').selectAll().where('webhookId', '=', webhookId).orderBy('seq').execute();

/** Waits until the states of a webhook's deliveries are these, in the order of their events. */
export const untilStates = (db: Db, webhookId: string, states: readonly string[]): Promise<void> =>
  until(`the states are ${states.join()}`, async () => {
    const rows = await deliveriesOf(db, webhookId);
    return rows.map(({ state }) => state).join() === states.join();
  });

interface StandardBody {
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}
export const bodyOf = ({ body }: Received) => JSON.parse(body.toString()) as StandardBody;
