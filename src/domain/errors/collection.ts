import { platform } from './entry.ts';

/** What keeps numbers from being read. */
export const collectionErrors = {
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
