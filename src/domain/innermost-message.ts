/** The message of the first failure. A host with several addresses fails once for each, in an error without words. */
export function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return cause === undefined ? error.message : innermostMessage(cause);
}
