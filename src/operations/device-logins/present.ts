import type { DeviceLogin } from '../../contract/index.ts';
import { readUserCode } from '../../domain/device-login.ts';
import { refusal } from '../../domain/errors/index.ts';
import { findOpenDeviceLogin, uncountTry, type DeviceLoginRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { limitTries } from '../people/tries.ts';

/** Codes are short, so guesses are limited. Ours. */
const limitOf = (actorId: string) => ({
  subject: `user code ${actorId}`,
  max: 20,
  windowMs: 15 * 60_000,
});

/**
 * The login that waits under a code, however the code is typed.
 * @throws LinchpinError DEVICE_CODE_NOT_FOUND, TOO_MANY_SIGN_INS
 */
export async function requireOpenLogin(
  { store, actor }: Pick<Context, 'store' | 'actor'>,
  typed: string,
): Promise<DeviceLoginRow> {
  const limit = limitOf(actor.id ?? '');
  await limitTries(store.db, [limit]);
  const code = readUserCode(typed);
  const login = await findOpenDeviceLogin(store.db, code);
  if (!login) throw refusal('DEVICE_CODE_NOT_FOUND', { field: 'userCode', values: { code } });
  await uncountTry(store.db, limit.subject);
  return login;
}

export const presentLogin = (row: DeviceLoginRow): DeviceLogin => ({
  userCode: row.userCode,
  client: row.client,
  deviceName: row.deviceName,
  address: row.address,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});
