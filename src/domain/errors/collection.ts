import { invalid, platform } from './entry.ts';

/** What keeps numbers from being read. */
export const collectionErrors = {
  REFRESHES_USED_UP: invalid(
    {
      message: 'Numbers were read on request {most} times today; that is all for this day.',
      cause: 'The API that this client speaks allows so many a day, in UTC.',
      fix: 'Wait until tomorrow. Numbers are read by themselves once a day, without counting.',
    },
    { type: 'rate_limit_error', status: 429, category: 'quota_exhausted', retryable: true },
  ),
  NUMBERS_NEED_BUSINESS: platform(
    {
      message:
        'Pinterest tells numbers of business accounts only, and this account is a personal one.',
      cause: 'Analytics belong to business accounts, which are free.',
      fix: 'Convert it to a business account in the settings on Pinterest. Numbers are read from the next day on.',
    },
    { status: 403 },
  ),
  NUMBERS_READ_RECENTLY: platform(
    {
      message:
        'These numbers were read from Pinterest less than 15 minutes ago; they can be read again in {minutes} minutes.',
      cause:
        'Pinterest counts a day once; asking more often tells nothing new and uses up requests.',
      fix: 'Look at the numbers as they are, or try again then.',
      hint: { call: 'analytics.status' },
    },
    { type: 'rate_limit_error', category: 'platform_rate_limit', status: 429, retryable: true },
  ),
  NUMBERS_NOT_TOLD: platform(
    {
      message: 'Pinterest refused to tell these numbers just now, for no reason that it names.',
      cause: 'It does so now and then; what was read before stays as it is.',
      fix: 'Try again after the time in Retry-After.',
    },
    { status: 503, retryable: true },
  ),
  NUMBERS_PIN_REFUSED: platform(
    {
      message: 'Pinterest does not tell this account the numbers of the Pin "{pinId}".',
      cause:
        'It belongs to somebody else, such as on a group board, or lies on a board that is not visible to this connection.',
      fix: 'Connect the account that made the Pin. It is asked for again in a week.',
    },
    { status: 403 },
  ),
} as const;
