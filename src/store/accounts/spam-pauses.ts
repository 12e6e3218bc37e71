import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import { interval } from '../database/interval.ts';

/**
 * Pauses links to a domain for a Pinterest user: `firstMs`, and `repeatMs` when it was blocked before within a week.
 * @returns when the pause ends.
 */
export async function pauseDomain(
  db: Db,
  identityId: string,
  domain: string,
  wait: { firstMs: number; repeatMs: number },
): Promise<Date> {
  const { rows } = await sql<{ until: Date }>`
    insert into spam_pause as earlier (identity_id, domain, until)
    values (${identityId}, ${domain}, now() + ${interval(wait.firstMs)})
    on conflict (identity_id, domain) do update set
      until = now() + case when earlier.until > now() - interval '7 days'
        then ${interval(wait.repeatMs)} else ${interval(wait.firstMs)} end,
      blocks = earlier.blocks + 1
    returning until`.execute(db);
  return rows[0]?.until ?? new Date();
}

/** Domains an account's Pins must not link to for now, and until when. */
export const listPauses = async (
  db: Db,
  identityId: string,
): Promise<{ domain: string; until: Date }[]> =>
  db
    .selectFrom('spamPause')
    .select(['domain', 'until'])
    .where('identityId', '=', identityId)
    .where('until', '>', sql<Date>`now()`)
    .orderBy('until')
    .execute();

/** The same of every account of a workspace. */
export const workspacePauses = (
  db: Db,
  workspaceId: string,
): Promise<{ accountId: string; domain: string; until: Date }[]> =>
  db
    .selectFrom('spamPause')
    .innerJoin('account', 'account.identityId', 'spamPause.identityId')
    .select(['account.id as accountId', 'domain', 'until'])
    .where('account.workspaceId', '=', workspaceId)
    .where('until', '>', sql<Date>`now()`)
    .orderBy('until')
    .execute();
