import { LinchpinApiError } from './client.ts';
import { inDashboardWords } from './wording.ts';

/** What went wrong, for people. */
export interface Explanation {
  message: string;
  fix: string;
  requestId: string | null;
  /** Whether the same again can succeed. */
  retryable: boolean;
}

const unknownFix = 'Try again. If it stays, ask the person who runs Linchpin.';

export function explain(error: unknown): Explanation {
  if (error instanceof LinchpinApiError) {
    const [first] = error.problems.map(inDashboardWords);
    return {
      message: first?.message ?? error.message,
      fix: first?.fix ?? unknownFix,
      requestId: error.requestId,
      retryable: first?.retryable ?? error.status >= 500,
    };
  }
  if (error instanceof TypeError)
    return {
      message: 'Linchpin cannot be reached.',
      fix: 'Check that it is running and that this device has a connection, then try again.',
      requestId: null,
      retryable: true,
    };
  return {
    message: error instanceof Error ? error.message : String(error),
    fix: 'Try again.',
    requestId: null,
    retryable: true,
  };
}
