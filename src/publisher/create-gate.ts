import { problem, type Problem } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pin.ts';
import { holdForQuota, type QuotaGate } from '../store/index.ts';
import { nthDelay } from './policy.ts';
import { holdForSpacing } from './hold-for-spacing.ts';
import type { PinWork, PublisherDeps } from './step.ts';

export const quotaFull = (gate: Extract<QuotaGate, { kind: 'full' }>): Problem =>
  problem('PIN_RATE_LIMITED', {
    details: { limit: gate.allowed, windowSeconds: gate.windowSeconds, resetsAt: gate.endsAt },
  });

/**
 * Asks whether a create request may leave now, and counts it. Otherwise the Pin is held until it may: nothing was
 * tried, so no attempt is spent, and the account is free for what need not wait.
 */
export async function createGate(
  { store, connections, policy }: PublisherDeps,
  { pin }: Pick<PinWork, 'pin'>,
): Promise<PinOutcome | null> {
  const gate = await connections.beforeCreate(pin.accountId, pin);
  switch (gate.kind) {
    case 'open':
      return null;
    case 'paused':
      return {
        kind: 'held',
        reason: problem('PIN_LINK_PAUSED', {
          values: { domain: gate.domain, until: gate.until.toISOString() },
          details: { domain: gate.domain, until: gate.until.toISOString() },
        }),
        delayMs: gate.delayMs,
      };
    case 'crowded':
      return holdForSpacing(store, pin);
    case 'unreachable':
      return {
        kind: 'held',
        reason: problem('PINTEREST_UNAVAILABLE'),
        delayMs: nthDelay(policy.unreachableDelaysMs, pin.waits),
      };
    case 'full': {
      const reason = quotaFull(gate);
      await holdForQuota(store.db, pin.accountId, gate, reason);
      return { kind: 'held', reason, delayMs: gate.delayMs };
    }
  }
}
