import { accountErrors } from './account.ts';
import { adviceErrors } from './advice.ts';
import { mediaErrors } from './media.ts';
import { pinErrors } from './pin.ts';
import { requestErrors } from './request.ts';
import { scheduleErrors } from './schedule.ts';

/**
 * What a code means. `type` and `category` are the wire words of the Zernio contract (A2, A3);
 * `status` is the HTTP status when the code refuses a request.
 */
export interface CatalogueEntry {
  type:
    | 'invalid_request_error'
    | 'authentication_error'
    | 'permission_error'
    | 'not_found'
    | 'rate_limit_error'
    | 'platform_error'
    | 'api_error';
  category:
    | 'auth_expired'
    | 'user_content'
    | 'account_issue'
    | 'platform_rejected'
    | 'platform_error'
    | 'platform_rate_limit'
    | 'quota_exhausted'
    | 'system_error';
  source: 'user' | 'platform' | 'system';
  status: number;
  retryable: boolean;
  /** What happened. `{name}` is filled in from the problem's values. */
  message: string;
  /** Why it happens, for the documentation page. */
  cause: string;
  /** What to do about it. */
  fix: string;
}

/** The closed set of error codes. The documentation page and every door read from here. */
export const catalogue = {
  ...requestErrors,
  ...accountErrors,
  ...mediaErrors,
  ...pinErrors,
  ...adviceErrors,
  ...scheduleErrors,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
export const errorCodes = Object.keys(catalogue) as ErrorCode[]; // Object.keys widens to string[]
