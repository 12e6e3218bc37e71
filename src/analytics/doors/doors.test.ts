import { expect, test } from 'vitest';
import { makeSpan, noDays } from '../index.ts';
import { bundlePost, bundleProfile } from './bundle-social.ts';
import { postbreeze } from './postbreeze.ts';
import { postizAccount, postizPin } from './postiz.ts';

const days = { ...noDays(), expected: 1, collected: 1 };

test('bundle.social gets 0 for what is not known, and its name', () => {
  const profile = { pins: 12, followers: null, following: 3 };
  expect(bundleProfile({ rolling30Days: { impressions: 50, saves: 4 }, ...profile })).toEqual({
    impressions: 50,
    impressionsUnique: 50,
    views: 50,
    viewsUnique: 50,
    likes: 4,
    comments: 0,
    postCount: 12,
    followers: 0,
    following: 3,
    unknown: ['comments', 'followers'],
  });
  const video = { impressions: 50, videoViews: 7, saves: 0 };
  expect(bundlePost({ rolling30Days: video, lifetime: { reactions: 3 } })).toEqual({
    impressions: 50,
    impressionsUnique: 50,
    views: 7,
    viewsUnique: 7,
    likes: 3,
    dislikes: 0,
    comments: 0,
    shares: 0,
    saves: 0,
    unknown: ['dislikes', 'comments', 'shares'],
  });
  const nothing = bundlePost({ rolling30Days: { impressions: null }, lifetime: null });
  expect(nothing).toMatchObject({ views: 0, saves: 0 });
  expect(nothing.unknown).toContain('views');
});

test('Postiz gets the days that are known', () => {
  const day = (date: string, impressions: number | null, pinClicks: number | null) => ({
    from: date,
    figures: { impressions, pinClicks },
    rates: { pinClickRate: impressions === null ? null : (pinClicks ?? 0) / impressions },
  });
  const series = [
    day('2026-03-01', 10, 1),
    day('2026-03-02', null, null),
    day('2026-03-03', 15, 3),
  ];
  const account = postizAccount(series);
  expect(account.map(({ label }) => label)).toEqual([
    'Pin click rate',
    'Impressions',
    'Pin Clicks',
    'Engagement',
    'Saves',
  ]);
  expect(account.slice(0, 2)).toEqual([
    {
      label: 'Pin click rate',
      percentageChange: 100,
      data: [
        { date: '2026-03-01', total: '0.1' },
        { date: '2026-03-03', total: '0.2' },
      ],
    },
    {
      label: 'Impressions',
      percentageChange: 50,
      data: [
        { date: '2026-03-01', total: '10' },
        { date: '2026-03-03', total: '15' },
      ],
    },
  ]);
  expect(postizPin(series).at(-1)).toEqual({
    label: 'Saves',
    percentageChange: null,
    data: [],
  });
});

test('Postbreeze compares only with a base', () => {
  const span = (impressions: number, saves: number | null, known = days) =>
    makeSpan({ impressions, saves, pinClicks: 2, engagements: 5, outboundClicks: 1 }, known);
  expect(postbreeze(span(100, 10), span(50, null), 900)).toEqual({
    impressions: { value: 100, changePercent: 100 },
    closeups: { value: 2, changePercent: 0 },
    saves: { value: 10, changePercent: null },
    saveRate: { value: 0.1, changePercent: null },
    engagement: { value: 5, changePercent: 0 },
    engagementRate: { value: 0.05, changePercent: -50 },
    outboundClicks: { value: 1, changePercent: 0 },
    outboundClickRate: { value: 0.01, changePercent: -50 },
    monthlyViewers: { value: 900, changePercent: null },
  });
  const missing = { ...noDays(), expected: 2, collected: 1, notCollected: 1 };
  expect(postbreeze(span(100, 10), span(50, 5, missing), null).impressions).toEqual({
    value: 100,
    changePercent: null,
  });
});
