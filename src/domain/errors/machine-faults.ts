import { type LinchpinError, refusal } from './problem.ts';

/** Milliseconds for `Retry-After`: a database restarts in seconds, freeing disk space takes longer. */
const retryAfterMs = { database: 5_000, storage: 60_000 };

/** Of the file system, and `disk_full` of PostgreSQL. */
const storageIsFull = /^(ENOSPC|EDQUOT|53100)$/;

/** Connection exceptions, shutdown, start and too many connections (PostgreSQL, appendix A). */
const databaseIsGone = /^(08...|57P0[123]|53300)$/;

/** What the driver says without a code when a connection ends, is not made or does not answer in time (pg 8). */
const connectionEnded =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/** A full disk or an absent database in the catalogue's words; null: neither is behind the error. */
export function machineFault(error: unknown): LinchpinError | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code = '', syscall, message } = at as NodeJS.ErrnoException;
    if (storageIsFull.test(code))
      return refusal('STORAGE_FULL', { cause: error, retryAfterMs: retryAfterMs.storage });
    // Every other connection has words of its own before an error comes here.
    if (databaseIsGone.test(code) || syscall === 'connect' || connectionEnded.test(message))
      return refusal('DATABASE_UNAVAILABLE', {
        cause: error,
        retryAfterMs: retryAfterMs.database,
      });
  }
  return null;
}
