import { LinchpinApiError } from './client.ts';

/** What went wrong, for people. */
export interface Explanation {
  message: string;
  fix: string;
  requestId: string | null;
}

export function explain(error: unknown): Explanation {
  if (error instanceof LinchpinApiError)
    return {
      message: error.problems[0]?.message ?? error.message,
      fix: error.problems[0]?.fix ?? 'Try again. If it stays, run "linchpin doctor".',
      requestId: error.requestId,
    };
  if (error instanceof TypeError)
    return {
      message: 'Linchpin cannot be reached.',
      fix: 'Check that it is running and that this device has a connection, then try again.',
      requestId: null,
    };
  return {
    message: error instanceof Error ? error.message : String(error),
    fix: 'Try again.',
    requestId: null,
  };
}
