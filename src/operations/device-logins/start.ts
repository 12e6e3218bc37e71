import { apiKeyOfDevice, hashKey, newToken, previewOf } from '../../domain/api-key.ts';
import { newUserCode } from '../../domain/device-login.ts';
import { newId } from '../../domain/ids.ts';
import { insertDeviceLogin, type DeviceLoginRow } from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { limitTries } from '../people/tries.ts';

/** Milliseconds for comparing the code and answering; as long as other servers give. */
const livesMs = 10 * 60_000;

/** No key is needed to begin one, so each address has a limit. Ours. */
const limitOf = (address: string) => ({
  subject: `device ${address}`,
  max: 30,
  windowMs: livesMs,
});

export interface StartedDeviceLogin {
  /** What the command line asks with; only it knows it. */
  deviceCode: string;
  userCode: string;
  expiresAt: Date;
  expiresInSeconds: number;
}

/**
 * Begins the login of a command line, which a person then answers (RFC 8628). It needs no credentials.
 * @throws LinchpinError TOO_MANY_SIGN_INS
 */
export async function startDeviceLogin(
  { store, clock }: Pick<OperationDeps, 'store' | 'clock'>,
  { client, deviceName, address }: { client: string; deviceName: string | null; address: string },
): Promise<StartedDeviceLogin> {
  await limitTries(store.db, [limitOf(address)]);
  const deviceCode = newToken();
  const key = apiKeyOfDevice(deviceCode);
  const login = {
    id: newId(clock()),
    client,
    deviceName,
    address,
    deviceHash: hashKey(deviceCode),
    keyHash: hashKey(key),
    keyPreview: previewOf(key),
  };
  let row: DeviceLoginRow | undefined;
  while (!row)
    row = await insertDeviceLogin(store.db, { ...login, userCode: newUserCode() }, livesMs);
  const { userCode, expiresAt } = row;
  return { deviceCode, userCode, expiresAt, expiresInSeconds: livesMs / 1000 };
}
