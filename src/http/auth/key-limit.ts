import type { FastifyReply } from 'fastify';
import { refusal } from '../../domain/errors/index.ts';

/** Counts requests for all processes; implemented in app over the store. */
export interface KeyWindowPort {
  /** Milliseconds since 1970, by a clock that all processes share. */
  nowMs(): number;
  /** Takes requests of a minute for this process. @returns how many were taken in all, these included. */
  take(keyId: string, minute: number, count: number): Promise<number>;
}

export interface KeyLimit {
  /**
   * Spends one request of a key and says in the headers what is left. Each process takes a tenth of the limit at a time,
   * so what is left is an estimate, and all of them together exceed the limit by nothing.
   * @throws LinchpinError RATE_LIMITED
   */
  spend(keyId: string, perMinute: number, reply: FastifyReply): Promise<void>;
}

const minuteMs = 60_000;

interface Lease {
  minute: number;
  /** Requests of it that this process may still spend. */
  left: number;
  /** Requests that no process has taken yet, as far as this one knows. */
  free: number;
  taking: Promise<void> | null;
}

export function createKeyLimit(port: KeyWindowPort): KeyLimit {
  const leases = new Map<string, Lease>();

  const leaseOf = (keyId: string, minute: number, perMinute: number): Lease => {
    const known = leases.get(keyId);
    if (known?.minute === minute) return known;
    const lease = { minute, left: 0, free: perMinute, taking: null };
    leases.set(keyId, lease);
    return lease;
  };

  /** Several requests that find nothing left take one block together. */
  const takeBlock = async (keyId: string, perMinute: number, lease: Lease): Promise<void> => {
    const block = Math.ceil(perMinute / 10);
    const taken = await port.take(keyId, lease.minute, block);
    lease.left += Math.max(0, block - Math.max(0, taken - perMinute));
    lease.free = Math.max(0, perMinute - taken);
  };

  return {
    async spend(keyId, perMinute, reply) {
      const nowMs = port.nowMs();
      const minute = Math.floor(nowMs / minuteMs);
      const lease = leaseOf(keyId, minute, perMinute);
      while (lease.left === 0 && lease.free > 0) {
        lease.taking ??= takeBlock(keyId, perMinute, lease).finally(() => (lease.taking = null));
        await lease.taking;
      }
      const isSpent = lease.left === 0;
      if (!isSpent) lease.left -= 1;
      void reply
        .header('x-ratelimit-limit', perMinute)
        .header('x-ratelimit-remaining', lease.left + lease.free)
        .header('x-ratelimit-reset', (minute + 1) * 60);
      if (isSpent)
        throw refusal('RATE_LIMITED', {
          values: { limit: perMinute },
          retryAfterMs: (minute + 1) * minuteMs - nowMs,
        });
    },
  };
}
