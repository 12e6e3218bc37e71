import { defaultPolicy, type PublishPolicy } from '../../src/publisher/index.ts';

/**
 * Production waits, shortened. Results do not depend on their length, only on the relations that checkPolicy verifies.
 */
export const shortPolicy: PublishPolicy = {
  ...defaultPolicy,
  leaseMs: 1_500,
  renewEveryMs: 350,
  reclaimEveryMs: 200,
  sendMarginMs: 300,
  shutdownGraceMs: 2_000,
  maxClaims: 50,
  maxAttempts: 20,
  reconcileDelaysMs: [100, 200, 400],
  absentAfterReads: 3,
  createTimeoutMs: 1_200,
  commitMarginMs: 800,
  absentAfterMs: 2_000,
  unreachableDelaysMs: [200],
  rateLimitDelayMs: 200,
  processingDelaysMs: [50],
};
