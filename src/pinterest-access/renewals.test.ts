import { expect, test } from 'vitest';
import { renewalPlan, signInEnd } from './renewals.ts';

const day = 24 * 3600_000;
const now = Date.UTC(2026, 10, 28);
const at = (days: number) => new Date(now + days * day);
const sealed = Buffer.from('sealed');

const identity = (change: Partial<Parameters<typeof renewalPlan>[0]> = {}) => ({
  id: 'a'.repeat(24),
  status: 'connected' as const,
  accessToken: sealed,
  refreshToken: sealed,
  accessExpiresAt: at(30),
  refreshExpiresAt: at(60),
  endToldFor: null,
  ...change,
});

test('fresh tokens are renewed a week before the access token ends, spread over a day', () => {
  const times = Array.from({ length: 50 }, (_, n) => {
    const plan = renewalPlan(identity({ id: n.toString(16).padStart(24, '0') }), now);
    expect(plan).toMatchObject({ renew: false, announce: null });
    return ((plan.dueAt?.getTime() ?? 0) - now) / day;
  });
  expect(Math.min(...times)).toBeGreaterThanOrEqual(22);
  expect(Math.max(...times)).toBeLessThanOrEqual(23);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(0.5);
});

test('an access token that ends soon, or has ended, is renewed', () => {
  for (const days of [6, 0.1, -3])
    expect(renewalPlan(identity({ accessExpiresAt: at(days) }), now).renew).toBe(true);
});

test('a refresh token that ends within a week is announced once', () => {
  const soon = identity({ accessExpiresAt: at(3), refreshExpiresAt: at(5) });
  expect(renewalPlan(soon, now)).toMatchObject({ renew: true, announce: at(5) });
  expect(renewalPlan({ ...soon, endToldFor: at(5) }, now).announce).toBeNull();
});

test('a token that was handed over alone is never renewed; its end is announced where it is known', () => {
  const alone = identity({ refreshToken: null, refreshExpiresAt: null, accessExpiresAt: at(10) });
  expect(signInEnd(alone)).toEqual(at(10));
  expect(renewalPlan(alone, now)).toEqual({ renew: false, announce: null, dueAt: at(3) });
  expect(renewalPlan(alone, now + 4 * day)).toMatchObject({ renew: false, announce: at(10) });
  expect(renewalPlan({ ...alone, accessExpiresAt: null }, now)).toEqual({
    renew: false,
    announce: null,
    dueAt: null,
  });
});

test('nothing is planned for who must connect again', () => {
  const gone = { renew: false, announce: null, dueAt: null };
  expect(renewalPlan(identity({ status: 'needs_reconnection' }), now)).toEqual(gone);
  expect(renewalPlan(identity({ accessToken: null }), now)).toEqual(gone);
});
