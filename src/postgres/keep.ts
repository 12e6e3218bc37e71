import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError, errorText } from './error.ts';
import { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from './start.ts';
import type { EmbeddedConnection } from './owner.ts';

export interface KeptServer {
  connection: EmbeddedConnection;
  version: string;
  /** Stops the server, also one that is being brought back just then. */
  stop(): Promise<void>;
}

export interface KeepOptions extends Omit<EmbeddedOptions, 'onLost' | 'existing' | 'signal'> {
  /** Called once when the server cannot be brought back. */
  onGivenUp: (error: unknown) => void;
  /** Called on each loss and recovery, for operators. */
  warn?: (line: string) => void;
  /** Waits before each try to bring it back, ms; the sum outlasts a crash recovery that follows another. */
  retryDelaysMs?: readonly number[];
  /** For tests. */
  start?: typeof startEmbedded;
}

const defaultDelaysMs = [0, 500, 2_000, 5_000, 15_000];

/** A server lost this often within this time has a fault that a restart does not fix. */
const mostLosses = 6;
const lossesWithinMs = 60_000;

/**
 * Starts the server and brings it back when it is lost: PostgreSQL ends all sessions when one of its processes is
 * killed, as the kernel does when memory runs out, and recovers by itself; one that was killed as a whole is started
 * again on the same data. The connection pools of the product reconnect by themselves.
 * @throws EmbeddedPostgresError when the first start fails.
 */
export async function keepEmbedded(options: KeepOptions): Promise<KeptServer> {
  const { onGivenUp, warn = () => {}, start = startEmbedded, ...rest } = options;
  const delaysMs = options.retryDelaysMs ?? defaultDelaysMs;
  const stopping = new AbortController();
  const losses: number[] = [];
  let bringingBack: Promise<void> = Promise.resolve();

  const onLost = () => {
    if (!stopping.signal.aborted) bringingBack = bringBack().catch(onGivenUp);
  };
  const begin = (existing: boolean) =>
    start({ ...rest, onLost, existing, signal: stopping.signal });
  let server: EmbeddedServer = await begin(false);

  async function bringBack(): Promise<void> {
    const now = performance.now();
    losses.push(now);
    const often = losses.filter((at) => now - at < lossesWithinMs).length >= mostLosses;
    if (often)
      throw new EmbeddedPostgresError(
        `The built-in database was lost ${mostLosses} times within a minute.`,
        'Look at postgres.log in its directory, and whether the machine has memory and disk space left.',
      );
    warn('The built-in database was lost; it is being brought back.');
    let lastError: unknown;
    for (const ms of delaysMs) {
      await delay(ms);
      if (stopping.signal.aborted) return;
      try {
        const next = await begin(true);
        server.letGo();
        server = next;
        return warn('The built-in database is back.');
      } catch (error) {
        if (stopping.signal.aborted) return;
        lastError = error;
        warn(`The built-in database cannot be brought back yet: ${errorText(error)}`);
      }
    }
    throw lastError;
  }

  return {
    connection: server.connection,
    version: server.version,
    stop: async () => {
      stopping.abort();
      await bringingBack;
      await server.stop();
    },
  };
}
