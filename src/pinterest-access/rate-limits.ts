import { linkDomain } from '../domain/links.ts';
import type { LimitCategory } from '../domain/rate-limits.ts';
import type { SpacedPin } from '../domain/spacing/rules.ts';
import type { Operation, RateLimit, RequestReport } from '../pinterest/index.ts';
import {
  correctQuota,
  passCreateGate,
  passQuotaGate,
  readLimits,
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

export interface Quota {
  /** Spends one write for a create, unless something speaks against it just now. */
  beforeCreate: (
    accountId: string,
    pin: SpacedPin & { id: string; ignoreSpacing: boolean },
  ) => Promise<CreateGate>;
  /** Spends one request of a video's way to Pinterest, unless its counter is at its limit. */
  beforeMedia: (accountId: string, operation: 'media.register' | 'media.get') => Promise<QuotaGate>;
  /** What the account may still ask of Pinterest, by category. */
  limits: (accountId: string) => Promise<Limit[]>;
  /** Takes in what an answer said about limits. */
  learn: (accountId: string, report: RequestReport) => Promise<void>;
}

/** Requests that leave through a gate, which has counted them already. */
const gated: readonly Operation[] = ['pins.create', 'pins.save', 'media.register', 'media.get'];

/** @param clientId the limits of Trial access are those of the app with this id. */
export function createQuota(store: Pick<Store, 'db'>, clientId: string): Quota {
  const app = `app:${clientId}`;
  /** What the gate counted last by account and category, to spare a write when the answer says the same. */
  const passed = new Map<string, { used: number; endsAtMs: number }>();
  const remember = ({ accountId, category }: QuotaKey, gate: CreateGate) => {
    const key = `${accountId} ${category}`;
    if (gate.kind === 'open' && gate.used !== null && gate.endsAt !== null)
      passed.set(key, { used: gate.used, endsAtMs: gate.endsAt.getTime() });
    else passed.delete(key);
  };

  return {
    async beforeCreate(accountId, pin) {
      const key = { accountId, app, category: 'org_write' as const };
      const gate = await passCreateGate(store.db, key, {
        ...pin,
        domain: linkDomain(pin.link),
      });
      remember(key, gate);
      return gate;
    },

    async beforeMedia(accountId, operation) {
      const key = { accountId, app, category: limitCategory(operation) ?? 'org_read' };
      const gate = await passQuotaGate(store.db, key);
      remember(key, gate);
      return gate;
    },

    limits: (accountId) => readLimits(store.db, accountId, app),

    async learn(accountId, report) {
      const category = limitCategory(report.operation);
      const reading = category && report.rateLimit && readQuota(category, report.rateLimit);
      if (!reading) return;
      const counted = gated.includes(report.operation)
        ? passed.get(`${accountId} ${category}`)
        : undefined;
      if (counted && agrees(counted, reading, report)) return;
      await correctQuota(store.db, { accountId, app }, reading, counted ? 0 : 1);
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
