import { LinchpinError } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pins/pin.ts';
import type { PublishPolicy } from './policy.ts';

/**
 * What becomes of a Pin whose account cannot be used just now, whatever step it is in: it waits until the account is
 * connected again or, where this process lacks the key, for one that has it. null: the error says something else.
 * @param refund whether the attempt was counted.
 */
export function holdForAccount(
  error: unknown,
  policy: Pick<PublishPolicy, 'unreadableTokenDelayMs'>,
  refund = false,
): PinOutcome | null {
  if (!(error instanceof LinchpinError)) return null;
  const [reason] = error.problems;
  switch (error.code) {
    case 'ACCOUNT_DISCONNECTED':
      return { kind: 'held', reason, delayMs: null, refund };
    case 'ACCOUNT_TOKEN_UNREADABLE':
    case 'PINTEREST_APP_REFUSED':
    case 'PINTEREST_HOST_MISSING':
      return { kind: 'held', reason, delayMs: policy.unreadableTokenDelayMs, refund };
    default:
      return null;
  }
}
