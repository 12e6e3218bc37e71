/**
 * What a code means. `type` and `category` are the wire words of Zernio's API;
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
  /** What to do about it, in words that fit every door. */
  fix: string;
  /** The same for programs; each door says it in its own way. */
  hint?: Hint;
}

/** A way out that a program can take. */
export interface Hint {
  /** Name of the call that shows or does what is needed, such as `boards.list`. */
  call?: string;
  /** Fields of the input to set. */
  set?: Readonly<Record<string, string | number | boolean>>;
}

type Text = Pick<CatalogueEntry, 'message' | 'cause' | 'fix' | 'hint'>;
type Options = Partial<Omit<CatalogueEntry, keyof Text>>;

/** Something the person sent that can be corrected and sent again. */
export const invalid = (text: Text, options: Options = {}): CatalogueEntry => ({
  type: 'invalid_request_error',
  category: 'user_content',
  source: 'user',
  status: 400,
  retryable: false,
  ...text,
  ...options,
});

/** Something Pinterest refused or could not do. */
export const platform = (text: Text, options: Options = {}): CatalogueEntry => ({
  type: 'platform_error',
  category: 'platform_rejected',
  source: 'platform',
  status: 502,
  retryable: false,
  ...text,
  ...options,
});

/** A fault of this installation. */
export const internal = (text: Text, options: Options = {}): CatalogueEntry => ({
  type: 'api_error',
  category: 'system_error',
  source: 'system',
  status: 500,
  retryable: true,
  ...text,
  ...options,
});
