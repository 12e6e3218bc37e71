/** A table of due rows processed under leases. Every kind of background work is a JobSource, driven by runner.ts. */
export interface JobSource<Job extends { id: string }> {
  name: string;
  /** Milliseconds that a claim or a renewal lasts. */
  leaseMs: number;
  /** Takes at most `limit` due rows; each is this worker's until its lease runs out. */
  claim(worker: string, limit: number): Promise<Claim<Job>>;
  /** Renews the leases of these rows; @returns ids the worker still holds. */
  renew(worker: string, ids: readonly string[]): Promise<string[]>;
  /** Releases rows at once unless a request is in flight whose answer is needed; @returns their ids. */
  release(worker: string, ids: readonly string[]): Promise<string[]>;
  /** Takes rows back from workers that stopped renewing; @returns how many. */
  reclaimExpired(): Promise<number>;
  /** Milliseconds until the next row falls due that the claim made `at` did not see; null: none is planned. */
  msUntilDue(at: Date): Promise<number | null>;
  /** Releases a row whose handler threw an unexpected error. */
  fail(job: Job, error: unknown): Promise<void>;
  /** Calls `wake` when a row was added or moved; @returns how to stop that. */
  onWake(wake: () => void): () => void;
}

export interface Claim<Job> {
  jobs: Job[];
  /** The database's clock at the claim. */
  at: Date;
  /** Whether due rows were left, which the end of other work may make free. */
  left: boolean;
  /** Whether a due row was passed over because another transaction had it locked; no notification announces the end of that. */
  passedOver: boolean;
}

/** A worker's hold on a row. */
export interface Lease {
  /** Aborts when the lease is lost or the process shuts down. */
  signal: AbortSignal;
  /**
   * Milliseconds for which no other worker can hold the row, by this process's own clocks: a process that was paused
   * knows at once, without asking the database. Negative: it ran out.
   */
  msLeft(): number;
}

/** Does the work and stores how it ended. `signal` is that of the lease. */
export type Handler<Job> = (job: Job, signal: AbortSignal, lease: Lease) => Promise<void>;
