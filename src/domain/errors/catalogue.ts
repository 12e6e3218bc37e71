import { accountErrors } from './account.ts';
import { adviceErrors } from './advice.ts';
import type { CatalogueEntry } from './entry.ts';
import { mediaErrors } from './media.ts';
import { peopleErrors } from './people.ts';
import { pinErrors } from './pin.ts';
import { requestErrors } from './request.ts';
import { scheduleErrors } from './schedule.ts';

/** The closed set of error codes. The documentation page and every door read from here. */
export const catalogue = {
  ...requestErrors,
  ...peopleErrors,
  ...accountErrors,
  ...mediaErrors,
  ...pinErrors,
  ...adviceErrors,
  ...scheduleErrors,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
export const errorCodes = Object.keys(catalogue) as ErrorCode[]; // Object.keys widens to string[]
