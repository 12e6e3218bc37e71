import { accountErrors } from './account.ts';
import { adviceErrors } from './advice.ts';
import { collectionErrors } from './collection.ts';
import { connectionErrors } from './connection.ts';
import type { CatalogueEntry } from './entry.ts';
import { livePinErrors } from './live-pin.ts';
import { mediaErrors } from './media.ts';
import { peopleErrors } from './people.ts';
import { pinErrors } from './pin.ts';
import { postImportErrors } from './post-import.ts';
import { requestErrors } from './request.ts';
import { scheduleErrors } from './schedule.ts';
import { webhookErrors } from './webhook.ts';

/** The closed set of error codes. The documentation page and every door read from here. */
export const catalogue = {
  ...requestErrors,
  ...peopleErrors,
  ...accountErrors,
  ...connectionErrors,
  ...mediaErrors,
  ...pinErrors,
  ...livePinErrors,
  ...collectionErrors,
  ...adviceErrors,
  ...scheduleErrors,
  ...postImportErrors,
  ...webhookErrors,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
export const errorCodes = Object.keys(catalogue) as ErrorCode[]; // Object.keys widens to string[]
