import { hashKey } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { countTry, loginKey, uncountTry, type Db, type FailureLimit } from '../../store/index.ts';

/** Enough for a person who mistypes; at this rate a password of ten characters is not guessed. Ours. */
export const passwordLimit = (login: string): FailureLimit => ({
  subject: `login ${hashKey(loginKey(login))}`, // Names of any length, and no list of them in the table.
  max: 10,
  windowMs: 15 * 60_000,
});

/** Of keys, passwords and links together. Ours. */
export const addressLimit = (address: string): FailureLimit => ({
  subject: `address ${address}`,
  max: 10,
  windowMs: 60_000,
});

/**
 * Counts a try under each limit before it is made.
 * @throws LinchpinError TOO_MANY_SIGN_INS; those that were not reached count no try then.
 */
export async function limitTries(db: Db, limits: readonly FailureLimit[]): Promise<void> {
  const counted: FailureLimit[] = [];
  for (const limit of limits) {
    const waitMs = await countTry(db, limit);
    if (waitMs !== null) {
      for (const { subject } of counted) await uncountTry(db, subject);
      throw refusal('TOO_MANY_SIGN_INS', { retryAfterMs: waitMs });
    }
    counted.push(limit);
  }
}
