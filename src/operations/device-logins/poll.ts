import { apiKeyOfDevice, hashKey } from '../../domain/api-key.ts';
import { collectDeviceLogin, pollDeviceLogin } from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';

/** How the login of a command line stands. `over`: too old, answered before, or no code of ours. */
export type DeviceLoginState =
  | { is: 'open' | 'tooSoon' | 'denied' | 'over' }
  | { is: 'approved'; apiKey: string; workspaceId: string };

/**
 * Looks whether a command line is let in; then it gets its key, once.
 * @param gapMs that it has to wait between two such requests
 */
export async function pollDevice(
  { store }: Pick<OperationDeps, 'store'>,
  deviceCode: string,
  gapMs: number,
): Promise<DeviceLoginState> {
  // A request that was under way for longer than the one after it makes the gap shorter.
  const login = await pollDeviceLogin(store.db, hashKey(deviceCode), gapMs / 2);
  if (!login || login.expired || login.status === 'collected') return { is: 'over' };
  if (login.status === 'denied') return { is: 'denied' };
  if (login.status === 'approved')
    return (await collectDeviceLogin(store.db, login.id))
      ? { is: 'approved', apiKey: apiKeyOfDevice(deviceCode), workspaceId: login.workspaceId ?? '' }
      : { is: 'over' };
  return { is: login.tooSoon ? 'tooSoon' : 'open' };
}
