import { invalid, platform } from './entry.ts';

/** What can be wrong with Pins as Pinterest shows them, and with reading them. */
export const livePinErrors = {
  LIVE_PIN_NOT_FOUND: invalid(
    {
      message: 'No Pin "{pinId}" is known here.',
      cause:
        'The id is misspelt, the Pin belongs to another account, or it was made since the Pins were last read.',
      fix: 'Name its account and read it from Pinterest, or look among the Pins that are known.',
      hint: { call: 'pins.get', set: { fresh: true } },
    },
    { type: 'not_found', status: 404 },
  ),
  LIVE_PIN_AMBIGUOUS: invalid({
    message: 'The Pin "{pinId}" is seen by several accounts: {accounts}.',
    cause: 'A Pin on a group board belongs to the Pins of everybody who is on it.',
    fix: 'Name one of these accounts.',
    hint: { call: 'accounts.list' },
  }),
  LIVE_PIN_GONE: platform(
    {
      message: 'Pinterest does not know this Pin any more; this is how it was last read.',
      cause: 'It was deleted there, or taken down.',
      fix: 'Look for it on Pinterest. It is marked as removed once all Pins were read without it.',
    },
    { status: 404 },
  ),
  LIVE_PIN_OUTDATED: platform(
    {
      message: 'The Pin could not be read from Pinterest now; this is how it was last read.',
      cause: 'Pinterest gave no answer, or lets this account ask nothing more for now.',
      fix: 'Ask again later.',
    },
    { retryable: true },
  ),
  ANALYTICS_ACCESS_MISSING: invalid(
    {
      message: 'The numbers of these accounts cannot be read from Pinterest.',
      cause: 'The sign-in ended, or it lacks the permissions that numbers need.',
      fix: 'Connect the account again and grant all permissions.',
      hint: { call: 'accounts.allHealth' },
    },
    { type: 'permission_error', category: 'account_issue', status: 402 },
  ),
  PIN_IMPORT_INCOMPLETE: platform(
    {
      message: '{count} of the boards could not be read to the end.',
      cause:
        'A board was deleted while the Pins were read, this connection may not see it, or Pinterest refused it.',
      fix: 'They are read again the next day, or at once when you start it. No Pin is taken for removed until then.',
    },
    { retryable: true },
  ),
  PIN_IMPORT_MANY_MISSING: platform(
    {
      message:
        '{count} more Pins are missing on Pinterest; only a part of them was marked as removed.',
      cause:
        'More than 5 % of the Pins were not there any more, which is rather a fault than what somebody wanted.',
      fix: 'Look at the account on Pinterest. If they are gone, start the import again and say that all may be marked.',
      hint: { call: 'pins.import', set: { markAllRemoved: true } },
    },
    { retryable: true },
  ),
} as const;
