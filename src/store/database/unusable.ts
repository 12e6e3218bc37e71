import { SetupError } from '../../domain/setup-error.ts';

/** A first connection that failed, as a fault of the settings. The address is not shown: it has a password. */
export const unusableDatabase = (error: unknown): SetupError =>
  new SetupError(
    `The database cannot be used: ${innermost(error)}.`,
    'Start its server, and check the address, user, password and database in DATABASE_URL.',
    { cause: error },
  );

/** What went wrong first. A host with several addresses fails once for each, in an error without words. */
function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return cause === undefined ? error.message : innermost(cause);
}
