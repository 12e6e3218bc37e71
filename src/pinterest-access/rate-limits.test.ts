import { describe, expect, test } from 'vitest';
import { endpoints, parseRateLimit, type Endpoint } from '../pinterest/index.ts';
import { limitCategory, readQuota } from './rate-limits.ts';

const rate = (limit: string, remaining: number, reset: number) => {
  const headers = {
    'x-ratelimit-limit': limit,
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  };
  const parsed = parseRateLimit(headers, 0);
  if (!parsed) throw new Error('The headers were not read.');
  return parsed;
};
const safety = '100;w=1;name="safety_net_app_id_user_id"';
const write = '100;w=60;name="org_write_app_id_user_id"';

describe('what the headers say', () => {
  test('of reading, recorded in 2026: the second counter is not the one that was asked for', () => {
    const read = `100, ${safety}, 1000;w=60;name="org_read_app_id_user_id"`;
    expect(readQuota('org_read', rate(read, 99, 1))).toEqual({
      category: 'org_read',
      shared: false,
      allowed: 1000,
      windowSeconds: 60,
      remaining: null,
      resetMs: null,
    });
  });

  test('of writing: a reset beyond a second is that of the minute', () => {
    const minute = readQuota('org_write', rate(`100, ${safety}, ${write}`, 40, 31));
    expect(minute).toMatchObject({
      allowed: 100,
      windowSeconds: 60,
      remaining: 40,
      resetMs: 31_000,
    });
    const either = readQuota('org_write', rate(`100, ${safety}, ${write}`, 40, 1));
    expect(either).toMatchObject({ remaining: null, resetMs: null });
  });

  test('of Trial access: the counter is that of the app', () => {
    const trial = '300, 1000;w=86400;name="safety_net_app_id", 300;w=86400;name="org_write_app_id"';
    expect(readQuota('org_write', rate(trial, 12, 3600))).toEqual({
      category: 'org_write',
      shared: true,
      allowed: 300,
      windowSeconds: 86_400,
      remaining: 12,
      resetMs: 3_600_000,
    });
  });

  test('in the older form without names: the longest window', () => {
    expect(readQuota('org_read', rate('1000, 100;w=1, 1000;w=60', 7, 20))).toMatchObject({
      allowed: 1000,
      windowSeconds: 60,
      remaining: 7,
    });
  });

  test('as a bare number: nothing that could be kept', () => {
    expect(readQuota('org_read', rate('100', 7, 20))).toBeNull();
  });
});

test('requests that change something spend writes, all others reads', () => {
  const writes = (Object.keys(endpoints) as Endpoint[]).filter(
    (name) => limitCategory(name) === 'org_write',
  );
  expect(writes).toEqual([
    'boards.create',
    'boards.update',
    'boards.delete',
    'sections.create',
    'sections.update',
    'sections.delete',
    'pins.create',
    'pins.update',
    'pins.delete',
    'pins.save',
    'media.register',
    'oauth.revoke',
  ]);
  expect(limitCategory('oauth.token')).toBe('org_read');
  expect(limitCategory('media.upload')).toBeNull();
  expect(limitCategory('keywords.suggested')).toBe('ads_read');
  expect(limitCategory('keywords.related')).toBe('ads_read');
  expect(limitCategory('keywords.trending')).toBe('trends_read');
});
