import { PinterestError, type PinterestClient } from '../../pinterest/index.ts';

/**
 * Makes two harmless requests: for the user of the token, and for numbers of several Pins at once, which only some
 * apps may make. The observer of requests stores what the answers say (capabilities.ts).
 * @param today UTC, `YYYY-MM-DD`
 * @throws PinterestError when the sign-in is not taken
 */
export async function probe(client: PinterestClient, today: string): Promise<void> {
  await client.userAccount.get();
  const [pin] = await client.pins.list().toArray({ limit: 1 });
  if (!pin) return;
  const query = { start_date: today, end_date: today, metric_types: ['IMPRESSION'] };
  await client.analytics.pins({ ...query, pin_ids: [pin.id] }).catch((error: unknown) => {
    if (!(error instanceof PinterestError)) throw error;
  });
}
