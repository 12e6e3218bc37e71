import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { refusal } from '../domain/errors/index.ts';
import { clearWriteTicket, heldPins, takeWriteTicket, type Store } from '../store/index.ts';

/** Milliseconds that a write waits for others, and that it may take. Ours. */
const limits = { waitMs: 20_000, writeMs: 40_000, lookEveryMs: 50 };

/**
 * Does one write to Pinterest while no Pin of the user is being sent: Pinterest refuses writes that overlap.
 *
 * 1. A ticket is stored, which the create gate of every Pin reads right before sending.
 * 2. The Pins leased at that moment are waited for; Pins claimed later see the ticket.
 * A ticket expires by itself; a write that then overlaps is refused by Pinterest (429) and causes no duplicate.
 * @param token of a work that another process may take over: it need not wait for the ticket of the one that died.
 * @param work gets a signal that aborts before the ticket runs out.
 * @throws LinchpinError PINTEREST_BUSY when others write for too long.
 */
export async function withExclusiveWrite<T>(
  { db }: Pick<Store, 'db'>,
  identityId: string,
  work: (signal: AbortSignal) => Promise<T>,
  token: string = randomUUID(),
): Promise<T> {
  const deadline = performance.now() + limits.waitMs;
  const wait = async () => {
    if (performance.now() > deadline) throw refusal('PINTEREST_BUSY', { retryAfterMs: 5_000 });
    await delay(limits.lookEveryMs);
  };
  while (!(await takeWriteTicket(db, identityId, token, limits.waitMs + limits.writeMs + 5_000)))
    await wait();
  try {
    const before = await heldPins(db, identityId);
    while (before.length > 0 && (await heldPins(db, identityId, before)).length > 0) await wait();
    return await work(AbortSignal.timeout(limits.writeMs));
  } finally {
    await clearWriteTicket(db, identityId, token);
  }
}
