import { errors } from './errors.ts';
import type { ErrorBody, PinterestError } from './errors.ts';

const byStatus: Record<number, (operation: string) => PinterestError> = {
  400: () => errors.invalidRequest('the fault of a test'),
  401: () => errors.unauthenticated(),
  403: () => errors.forbidden(),
  404: (operation) => notFound(operation),
  429: () => errors.rateLimited(),
};

/** What an injected fault says that names a status and no body: Pinterest's own words for that status. */
export function injectedBody(status: number, operation: string): ErrorBody {
  const made = byStatus[status]?.(operation);
  // Of 5xx only this text is recorded, and no code.
  return made?.body ?? { code: 0, message: 'Something went wrong on our end' };
}

function notFound(operation: string): PinterestError {
  if (operation.startsWith('pins/')) return errors.pinNotFound();
  if (operation.startsWith('media/')) return errors.mediaNotFound();
  if (operation.startsWith('board')) return errors.boardNotFound();
  return errors.unknownRoute();
}
