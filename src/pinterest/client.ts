import type { Dispatcher } from 'undici';
import type { AccessToken, ApiSession } from './call.ts';
import { normaliseApiUrl, type Operation } from './endpoints.ts';
import type { RequestObserver } from './report.ts';
import { analyticsApi } from './resources/analytics.ts';
import { boardsApi } from './resources/boards.ts';
import { keywordsApi } from './resources/keywords.ts';
import { mediaApi } from './resources/media.ts';
import { pinsApi } from './resources/pins.ts';
import { sectionsApi } from './resources/sections.ts';
import { userAccountApi } from './resources/user-account.ts';
import type { RetryOptions } from './retry.ts';
import { createAgent, createTransport } from './transport.ts';

export interface PinterestClientSettings {
  /** `https://api.pinterest.com`, `https://api-sandbox.pinterest.com` or a test server; `/v5` is optional. */
  apiUrl: string;
  /** One account's token, or a function asked before every call. */
  accessToken: AccessToken;
  /** For one attempt in ms; default 30,000, and 120,000 for `pins.create`. */
  timeoutMs?: number | undefined;
  userAgent?: string | undefined;
  retry?: Partial<RetryOptions> | undefined;
  onResponse?: RequestObserver | undefined;
  /** Awaited before each attempt; what it throws keeps the request from being sent. */
  beforeRequest?: ((operation: Operation) => Promise<void>) | undefined;
  /** A shared undici dispatcher, see `createAgent`; `close` leaves it open. It must not retry. */
  dispatcher?: Dispatcher | undefined;
}

export type PinterestClient = ReturnType<typeof createPinterestClient>;

/**
 * A client for one account. Cheap when it is given a dispatcher: make one per account and token.
 *
 * @throws {TypeError} when `apiUrl` is not a URL.
 */
export function createPinterestClient(settings: PinterestClientSettings) {
  const dispatcher = settings.dispatcher ?? createAgent();
  const session: ApiSession = {
    transport: createTransport({ ...settings, dispatcher }),
    baseUrl: normaliseApiUrl(settings.apiUrl),
    accessToken: settings.accessToken,
  };
  let closing: Promise<void> | undefined;
  return {
    userAccount: userAccountApi(session),
    boards: boardsApi(session),
    sections: sectionsApi(session),
    pins: pinsApi(session),
    media: mediaApi(session),
    analytics: analyticsApi(session),
    keywords: keywordsApi(session),
    /** Waits for running requests and closes the client's own connections. Can be called again. */
    close(): Promise<void> {
      closing ??= settings.dispatcher ? Promise.resolve() : dispatcher.close();
      return closing;
    },
  };
}
