import type { CatalogueEntry } from './catalogue.ts';

type Text = Pick<CatalogueEntry, 'message' | 'cause' | 'fix'>;
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
