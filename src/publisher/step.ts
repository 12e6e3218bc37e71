import type { PinterestAccess } from '../pinterest-access/index.ts';
import type { PinOutcome } from '../domain/pins/pin.ts';
import type { Lease } from '../jobs/index.ts';
import type { Journal } from '../journal/index.ts';
import type { MediaStorage } from '../media/index.ts';
import type { RequestReport } from '../pinterest/index.ts';
import type { ClaimedPin, MediaRow, Store } from '../store/index.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { CrashPoint } from './crash-point.ts';
import type { PublishPolicy } from './policy.ts';
import type { StepObserver } from './report.ts';

export interface PublisherDeps {
  store: Store;
  access: PinterestAccess;
  storage: MediaStorage;
  journal: Journal;
  policy: PublishPolicy;
  /** Room for the pictures of requests under way. */
  pictureBytes: ByteBudget;
  /** Public address of a file as it was given, for what cannot travel as bytes. */
  originalUrl(media: Pick<MediaRow, 'id' | 'filename'>): string;
  /** Called after every step whose outcome was stored. */
  onStep?: StepObserver | undefined;
  /** For tests that stop the process in the middle; absent otherwise. */
  at?: CrashPoint | undefined;
}

/** One claimed Pin and everything a step needs to work on it. */
export interface PinWork {
  pin: ClaimedPin;
  signal: AbortSignal;
  lease: Lease;
  onResponse: (report: RequestReport) => void;
}

/** Works on a Pin; null: the lease was lost, so nothing may be stored. */
export type Step = (deps: PublisherDeps, work: PinWork) => Promise<PinOutcome | null>;
