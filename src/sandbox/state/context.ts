import * as z from 'zod';
import type { Blobs } from './blobs.ts';
import type { Clock } from './clock.ts';
import type { Curves } from '../curves/drawn.ts';
import type { User } from './entities.ts';
import type { Faults } from './faults.ts';
import type { RateLimits } from './rate-limit.ts';
import type { RequestLog } from './request-log.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

/** The one app that may use this Pinterest. */
export const appSchema = z.strictObject({
  // Basic authentication ends the id at its first colon.
  clientId: z.string().regex(/^[\x21-\x39\x3b-\x7e]+$/, 'visible ASCII characters, no colon'),
  clientSecret: z.string().regex(/^[\x21-\x7e]+$/, 'visible ASCII characters'),
});
export type App = z.output<typeof appSchema>;

/** Everything one running sandbox consists of. */
export interface SandboxContext {
  store: Store;
  blobs: Blobs;
  clock: Clock;
  faults: Faults;
  limits: RateLimits;
  log: RequestLog;
  settings: Settings;
  app: App;
  curves: Curves;
  /** Consent is given without asking. */
  autoApprove: boolean;
  allowPrivateUrls: boolean;
  /** Origin, known once the server listens. */
  url: string;
  /** Signs upload policies. */
  uploadKey: string;
}

/** Who makes a v5 request. `user` is null for the token endpoints, which know only the app. */
export interface Caller {
  clientId: string;
  user: User | null;
  scopes: ReadonlySet<string>;
  kind: 'basic' | 'user' | 'app';
}

/** A caller with a bearer token. */
export interface SignedIn extends Caller {
  user: User;
}
