import { randomUUID } from 'node:crypto';
import { SetupError } from '../../domain/setup-error.ts';
import type { OpenedStorage } from './open.ts';

/**
 * Writes, reads and removes a small object.
 * @returns milliseconds that took.
 * @throws SetupError, LinchpinError with what does not work
 */
export async function probeStorage({ check, storage }: OpenedStorage): Promise<number> {
  const startedAt = performance.now();
  await check();
  const key = `doctor-${randomUUID()}`;
  const content = Buffer.from(key);
  await storage.put(key, content);
  const found = await storage.readBuffer(key).finally(() => storage.remove(key));
  if (!found.equals(content))
    throw new SetupError('What was written is not what is read.', 'Look at the store.');
  return Math.round(performance.now() - startedAt);
}
