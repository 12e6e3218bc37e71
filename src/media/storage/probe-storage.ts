import { randomUUID } from 'node:crypto';
import { SetupError } from '../../domain/setup-error.ts';
import type { OpenedStorage } from './open.ts';
import type { MediaStorage } from './storage.ts';

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
  const found = await readThenRemove(storage, key);
  if (!found.equals(content))
    throw new SetupError('What was written is not what is read.', 'Look at the store.');
  return Math.round(performance.now() - startedAt);
}

/** Also where it cannot be read, nothing is left behind. */
async function readThenRemove(storage: MediaStorage, key: string): Promise<Buffer> {
  try {
    return await storage.readBuffer(key);
  } finally {
    await storage.remove(key);
  }
}
