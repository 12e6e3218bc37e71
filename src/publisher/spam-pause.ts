import { linkDomain } from '../domain/link-domain.ts';
import type { PinOutcome } from '../domain/pin.ts';
import { pauseDomain, type Db, type PinRow } from '../store/index.ts';
import type { PublishPolicy } from './policy.ts';

export const isSpam = (outcome: PinOutcome): boolean =>
  outcome.kind === 'failed' && outcome.problem.code === 'PIN_SPAM_BLOCKED';

/**
 * After a spam block the account's other Pins that link to the same domain wait: sending them makes it worse
 * (facts §3.2). They are held one by one as they fall due.
 */
export async function pauseDomainOf(
  db: Db,
  pin: Pick<PinRow, 'accountId' | 'link'>,
  policy: PublishPolicy,
): Promise<void> {
  const domain = linkDomain(pin.link);
  if (domain !== null) await pauseDomain(db, pin.accountId, domain, policy.linkPauseMs);
}
