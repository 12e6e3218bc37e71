import { refusal } from '../../domain/errors/index.ts';
import type { Clock } from '../../domain/time/clock.ts';

/** Failed sign-ins that one address has within {@link windowMs}. Enough for a person who mistypes a key. */
const maxFailures = 10;
const windowMs = 60_000;
/** Addresses that are remembered; with more, the one that failed first is forgotten. */
const maxAddresses = 10_000;

export interface SignInLimit {
  /** @throws LinchpinError TOO_MANY_SIGN_INS */
  check(address: string): void;
  failed(address: string): void;
}

/** Limits failed sign-ins per address. Kept in memory: each process counts separately. */
export function createSignInLimit(clock: Clock): SignInLimit {
  const failures = new Map<string, { count: number; since: number }>();
  const recent = (address: string) => {
    const found = failures.get(address);
    if (found && clock() - found.since < windowMs) return found;
    failures.delete(address);
    return { count: 0, since: clock() };
  };
  return {
    check(address) {
      const { count, since } = recent(address);
      if (count >= maxFailures)
        throw refusal('TOO_MANY_SIGN_INS', { retryAfterMs: since + windowMs - clock() });
    },
    failed(address) {
      const { count, since } = recent(address);
      failures.set(address, { count: count + 1, since });
      const [oldest] = failures.keys();
      if (failures.size > maxAddresses && oldest !== undefined) failures.delete(oldest);
    },
  };
}
