import { linkDomain } from '../domain/links.ts';
import type { LimitCategory } from '../domain/rate-limits.ts';
import type { SpacedPin } from '../domain/spacing/rules.ts';
import type { Operation, RateLimit, RequestReport } from '../pinterest/index.ts';
import {
  correctQuota,
  passQuotaGate,
  readLimits,
  startCreate,
  type CreateGate,
  type Limit,
  type QuotaGate,
  type QuotaKey,
  type QuotaReading,
  type Store,
} from '../store/index.ts';

/** Which counter a request spends (docs/pinterest.md, Rate limits); null: none that we keep. */
export function limitCategory(operation: Operation): LimitCategory | null {
  if (operation === 'media.upload') return null; // Goes to Pinterest's storage, not to its API.
  if (operation.startsWith('analytics.')) return 'org_analytics';
  if (operation === 'keywords.trending') return 'trends_read';
  if (operation.startsWith('keywords.')) return 'ads_read';
  return /\.(create|update|delete|save|register|revoke)$/.test(operation)
    ? 'org_write'
    : 'org_read';
}

/**
 * What the headers of an answer say of the counter of `category`, or null when they do not speak of it.
 * `limit`, `remaining` and `reset` belong to the policy closest to exhaustion, which Pinterest does not name: another
 * one with the same quota and a shorter window is taken for it when the reset lies within that window.
 */
export function readQuota(category: LimitCategory, rate: RateLimit): QuotaReading | null {
  const named = rate.policies.find(({ name }) => name?.startsWith(`${category}_`));
  const longest = rate.policies
    .filter(({ name }) => name === undefined)
    .toSorted((a, b) => b.windowSeconds - a.windowSeconds)[0];
  const policy = named ?? longest;
  if (!policy) return null;
  const { quota, windowSeconds, name } = policy;
  const shorter = rate.policies.find(
    (other) => other.quota === quota && other.windowSeconds < windowSeconds,
  );
  const isOurs =
    rate.limit === quota &&
    (!shorter || (rate.resetMs !== null && rate.resetMs > shorter.windowSeconds * 1000));
  return {
    category,
    shared: name === undefined ? windowSeconds >= 86_400 : !name.includes('user_id'),
    allowed: quota,
    windowSeconds,
    remaining: isOurs ? rate.remaining : null,
    resetMs: isOurs ? rate.resetMs : null,
  };
}

/**
 * Priority class of a request. User requests may use 90 % of a window, background work 60 %; the rest is reserved for
 * publishing.
 */
export type RequestClass = 'publish' | 'person' | 'background';

/** Share of a window that requests of a class may use up. Ours. */
const shares: Record<RequestClass, number> = { publish: 1, person: 0.9, background: 0.6 };

export interface RateLimits {
  /** Spends one write and marks the Pin as about to be sent, unless something speaks against it just now. */
  startCreate(
    identityId: string,
    pin: SpacedPin & { id: string; leaseToken: number; ignoreSpacing: boolean },
  ): Promise<CreateGate>;
  /** Spends one request, unless the share of its class is used up. */
  gate(identityId: string, operation: Operation, requestClass: RequestClass): Promise<QuotaGate>;
  /** What the user may still ask of Pinterest, by category. */
  limits(identityId: string): Promise<Limit[]>;
  /** Takes in what an answer said about limits. @param gated whether a gate has counted the request already. */
  learn(identityId: string, report: RequestReport, gated: boolean): Promise<void>;
}

/** @param appOf under which owner the limits of Trial access are counted for a Pinterest user. */
export function createRateLimits(
  store: Pick<Store, 'db'>,
  appOf: (identityId: string) => Promise<string>,
): RateLimits {
  /** What the gate counted last by user and category, to spare a write when the answer says the same. */
  const passed = new Map<string, { used: number; endsAtMs: number }>();
  const remember = ({ identityId, category }: QuotaKey, gate: CreateGate) => {
    const key = `${identityId} ${category}`;
    if (gate.kind === 'open' && gate.used !== null && gate.endsAt !== null)
      passed.set(key, { used: gate.used, endsAtMs: gate.endsAt.getTime() });
    else passed.delete(key);
  };

  return {
    async startCreate(identityId, pin) {
      const key = { identityId, app: await appOf(identityId), category: 'org_write' as const };
      const gate = await startCreate(store.db, key, {
        ...pin,
        domain: linkDomain(pin.link),
      });
      remember(key, gate);
      return gate;
    },

    async gate(identityId, operation, requestClass) {
      const category = limitCategory(operation);
      if (category === null) return { kind: 'open', used: null, endsAt: null };
      const key = { identityId, app: await appOf(identityId), category };
      const gate = await passQuotaGate(store.db, key, shares[requestClass]);
      remember(key, gate);
      return gate;
    },

    limits: async (identityId) => readLimits(store.db, identityId, await appOf(identityId)),

    async learn(identityId, report, gated) {
      const category = limitCategory(report.operation);
      const reading = category && report.rateLimit && readQuota(category, report.rateLimit);
      if (!reading) return;
      const counted = gated ? passed.get(`${identityId} ${category}`) : undefined;
      if (counted && agrees(counted, reading, report)) return;
      const key = { identityId, app: await appOf(identityId) };
      await correctQuota(store.db, key, reading, counted ? 0 : 1);
    },
  };
}

/** Whether the answer says no more than the gate already counted. */
function agrees(
  counted: { used: number; endsAtMs: number },
  reading: QuotaReading,
  report: RequestReport,
): boolean {
  if (reading.remaining === null || reading.resetMs === null) return true;
  const endsAtMs = report.startedAtMs + report.durationMs + reading.resetMs;
  return (
    reading.allowed - reading.remaining <= counted.used &&
    Math.abs(endsAtMs - counted.endsAtMs) <= 2000
  );
}
