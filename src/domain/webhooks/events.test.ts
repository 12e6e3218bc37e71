import { expect, test } from 'vitest';
import {
  eventKinds,
  eventName,
  eventNames,
  formatFor,
  webhookFormats,
  webhookKinds,
} from './events.ts';

test('names lead back to their events in every format', () => {
  for (const kind of webhookKinds) expect(eventKinds('standard', kind)).toEqual([kind]);
  for (const format of webhookFormats)
    for (const name of eventNames(format)) {
      const kinds = eventKinds(format, name) ?? [];
      expect(kinds.length).toBeGreaterThan(0);
      for (const kind of kinds) expect(eventName(format, kind)).toBe(name);
    }
  expect(eventKinds('bundle', 'post.published')).toEqual([
    'post.published',
    'post.partial',
    'post.failed',
  ]);
});

test('what Zernio tells of other networks is known and never happens; a wrong name is neither', () => {
  for (const name of ['comment.received', 'post.recycled', 'whatsapp.number.activated'])
    expect(eventKinds('zernio', name)).toEqual([]);
  for (const name of ['comment.published', 'team.created'])
    expect(eventKinds('bundle', name)).toEqual([]);
  for (const name of ['post.publishd', 'pin.published', 'board.changed', ''])
    for (const format of ['zernio', 'bundle'] as const)
      expect(eventKinds(format, name)).toBeUndefined();
  expect(eventKinds('standard', 'post.platform.published')).toBeUndefined();
});

test('the format of a webhook that names none', () => {
  expect(formatFor(['post.published', 'account.connected'])).toBe('zernio');
  expect(formatFor(['post.published', 'message.received'])).toBe('zernio');
  expect(formatFor(['post.published', 'pin.held'])).toBe('standard');
});
