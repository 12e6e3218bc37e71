/**
 * Rows that fall due and are worked on under a lease. Every kind of background work is one of these:
 * its table is the queue, and the runner below is the only thing that drives it.
 */
export interface LeasedQueue<Job extends { id: string }> {
  name: string;
  /** Takes at most `limit` due rows; each is this worker's until its lease runs out. */
  claim(worker: string, limit: number): Promise<Job[]>;
  /** Renews what the worker holds; @returns ids it still holds. */
  renew(worker: string): Promise<string[]>;
  /** Takes rows back from workers that stopped renewing; @returns how many. */
  reap(): Promise<number>;
  /** Milliseconds until the next row falls due; null: none is planned. */
  msUntilDue(): Promise<number | null>;
  /** Puts a row back after its handler threw something it did not foresee. */
  giveBack(job: Job, error: unknown): Promise<void>;
  /** Calls `wake` when a row was added or moved; @returns how to stop that. */
  onWake(wake: () => void): () => void;
}

/** Does the work and stores how it ended. `signal` aborts when the lease is lost. */
export type Handler<Job> = (job: Job, signal: AbortSignal) => Promise<void>;
