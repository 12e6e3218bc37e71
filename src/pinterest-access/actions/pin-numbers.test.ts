import { expect, test } from 'vitest';
import { parsePinMetrics } from './pin-numbers.ts';

test('every spelling of Pinterest is read', () => {
  const told = { impression: 7, pin_click: 3, clickthrough: 2, save: 1 };
  const read = { impressions: 7, pinClicks: 3, outboundClicks: 2, saves: 1 };
  for (const [rolling, lifetime] of [
    ['90d', 'lifetime_metrics'],
    ['90_day', 'lifetime'],
    ['90D', 'ALL_TIME'],
  ])
    expect(parsePinMetrics({ [rolling ?? '']: told, [lifetime ?? '']: told })).toEqual({
      rolling90d: read,
      lifetime: read,
    });
  expect(
    parsePinMetrics({
      lifetime_metrics: { IMPRESSION: '12', OUTBOUND_CLICK: 4.0, reaction: 0, TOTAL_COMMENTS: 5 },
    }),
  ).toEqual({
    rolling90d: null,
    lifetime: { impressions: 12, outboundClicks: 4, reactions: 0, comments: 5 },
  });
});

test.each([
  null,
  undefined,
  {},
  [],
  'none',
  { '90d': null },
  { '90d': {} },
  { '90d': { save: null } },
])('what is not told is null and not 0: %j', (told) =>
  expect(parsePinMetrics(told)).toEqual({ lifetime: null, rolling90d: null }),
);

test('what is no count is left out, and a name nobody knows is kept', () => {
  const told = { impression: -1, save: 'many', pin_click: Infinity, video_mrc_view: 9, comment: 0 };
  expect(parsePinMetrics({ '90d': told }).rolling90d).toEqual({
    comments: 0,
    other: { video_mrc_view: 9 },
  });
});
