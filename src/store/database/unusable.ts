import { innermostMessage } from '../../domain/innermost-message.ts';
import { SetupError } from '../../domain/setup-error.ts';

/** A first connection that failed, as a fault of the settings. The address is not shown: it has a password. */
export const unusableDatabase = (error: unknown): SetupError =>
  new SetupError(
    `The database cannot be used: ${innermostMessage(error)}.`,
    'Start its server, and check the address, user, password and database in DATABASE_URL.',
    { cause: error },
  );
