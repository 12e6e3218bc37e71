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
};
