import { SetupError } from '../domain/setup-error.ts';
import {
  anySealedToken,
  findKeyCheck,
  keepKeyCheck,
  replaceKeyCheck,
  type Db,
} from '../store/index.ts';
import type { Box } from '../encryption/index.ts';

const owner = 'key check';

/**
 * Makes sure that this process has the secret key the database was filled with; the first process stores a check
 * value. Without this, a worker with another key would start well and fail with every account.
 * @throws SetupError when the key is another one.
 */
export async function checkSecretKey(db: Db, box: Box): Promise<void> {
  if ((await findKeyCheck(db)) === null) {
    // Without a check value, an older token shows whether the key is right.
    const token = await anySealedToken(db);
    if (token?.accessToken && !opens(box, token.accessToken, token.id)) throw otherKey();
    await keepKeyCheck(db, box.seal('linchpin', owner));
  }
  const check = await findKeyCheck(db);
  if (check && !opens(box, check, owner)) throw otherKey();
}

/** Seals the check value with the key this process seals with. */
export async function resealKeyCheck(db: Db, box: Box): Promise<void> {
  const check = await findKeyCheck(db);
  if (check && !box.isCurrent(check) && opens(box, check, owner))
    await replaceKeyCheck(db, check, box.seal('linchpin', owner));
}

function opens(box: Box, sealed: Buffer, sealedTo: string): boolean {
  try {
    box.open(sealed, sealedTo);
    return true;
  } catch {
    return false;
  }
}

const otherKey = () =>
  new SetupError(
    'The secret key of this process is not the one this database was filled with, so it could not sign in to Pinterest.',
    'Set LINCHPIN_SECRET_KEY (or LINCHPIN_SECRET_KEY_FILE) to the key of the other processes: their setting, or the file secret-key in the data directory of the first.',
  );
