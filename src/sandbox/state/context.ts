import type { Blobs } from './blobs.ts';
import type { Clock } from './clock.ts';
import type { User } from './entities.ts';
import type { Faults } from './faults.ts';
import type { RateLimits } from './rate-limit.ts';
import type { RequestLog } from './request-log.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

/** Everything one running sandbox consists of. */
export interface SandboxContext {
  store: Store;
  blobs: Blobs;
  clock: Clock;
  faults: Faults;
  limits: RateLimits;
  log: RequestLog;
  settings: Settings;
  app: { clientId: string; clientSecret: string };
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
