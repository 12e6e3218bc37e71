import type { EndpointName } from '../contract/index.ts';

const accountId = '6b0a2b43b2bae9fd0fd08cc1';
const postId = '6b0a2b43b2bae9fd0fd08cd2';
const pinId = '6b0a2b43b2bae9fd0fd08ce3';
const profileId = '6b0a2b43b2bae9fd0fd08ca0';
const pinterestPinId = '998877665544332211';
const file = { filename: 'oak.jpg', contentType: 'image/jpeg', size: 482_113 };

const pin = {
  title: 'Oak and brass',
  content: 'A table of oak, with handles of brass.',
  mediaItems: [{ url: 'https://example.com/oak.jpg' }],
  platforms: [
    {
      platform: 'pinterest',
      accountId,
      platformSpecificData: { boardId: 'Kitchens', link: 'https://example.com/oak' },
    },
  ],
};
const later = { scheduledFor: '2026-12-01T09:00', timezone: 'Europe/Berlin' };
const slots = [
  { dayOfWeek: 1, time: '09:30' },
  { dayOfWeek: 4, time: '18:00' },
];

/** Bodies of calls, for the OpenAPI document. A test holds each against the schema of its call. */
export const examples: Partial<Record<EndpointName, object>> = {
  'posts.create': { ...pin, ...later },
  'posts.bulk': {
    posts: [
      { ...pin, ...later },
      { action: 'cancel', postId },
    ],
  },
  'posts.update': { title: 'Oak, brass and light', ...later },
  'posts.hide': { hidden: true },
  'posts.retry': { pinId },
  'posts.approve': { publishNow: true },
  'posts.resolvePin': { outcome: 'published', pinterestPinId },
  'posts.unpublish': { platform: 'pinterest' },
  'posts.edit': { platform: 'pinterest', content: 'A table of oak, made in spring.' },
  'queues.create': { name: 'Mornings', timezone: 'Europe/Berlin', slots },
  'queues.update': { timezone: 'Europe/Berlin', slots, reshuffleExisting: true },
  'accounts.rename': { displayName: 'Our shop' },
  'accounts.move': { profileId },
  'accounts.copy': { profileId },
  'linkTags.change': { tags: { source: 'pinterest', medium: 'social', campaign: '{board}' } },
  'spacing.change': { mode: 'enforce', minGapMinutes: 15, pinsPerDay: 20 },
  'boards.create': { name: 'Kitchens', description: 'Rooms to cook in.', privacy: 'PUBLIC' },
  'boards.setDefault': { defaultBoardId: 'Kitchens' },
  'boards.update': { name: 'Kitchens of oak' },
  'boards.movePins': { toBoardId: 'Small gardens' },
  'sections.create': { name: 'Tables' },
  'sections.rename': { name: 'Tables and chairs' },
  'pins.update': { title: 'Oak and brass', board: 'Kitchens' },
  'pins.hide': { hidden: true },
  'pins.save': { boards: ['Small gardens', 'Kitchens'], intervalMinutes: 1440 },
  'analytics.refresh': { accountId },
  'media.presign': file,
  'media.startDirectUpload': file,
  'media.fetch': { url: 'https://example.com/oak.jpg' },
  'media.startParts': { filename: 'tour.mp4', contentType: 'video/mp4', size: 734_003_200 },
  'media.signParts': { numbers: [3, 4] },
  'media.completeParts': { parts: [{ number: 1, etag: '"5d41402abc4b2a76b9719d911017c592"' }] },
  'keys.create': { name: 'n8n', scopes: ['read', 'posts:write', 'media:write'], expiresIn: 90 },
  'me.switch': { profileId },
  'tools.plan': {
    accountId,
    boards: ['Kitchens', 'Small gardens'],
    intervalMinutes: 10_080,
    start: '2026-12-01T09:00',
    timezone: 'Europe/Berlin',
  },
  'tools.validatePost': { ...pin, ...later, repair: true },
  'tools.validateMedia': { url: 'https://example.com/oak.jpg' },
  'tools.postLength': { text: 'A table of oak.' },
  'webhooks.create': {
    name: 'Shop',
    url: 'https://example.com/hooks',
    events: ['pin.published', 'post.failed'],
    format: 'standard',
  },
};
