import { expect, test } from 'vitest';
import { eventKind, eventName, eventNames, formatFor, webhookKinds } from './events.ts';

test('names lead back to their events in both formats', () => {
  for (const kind of webhookKinds) expect(eventKind('standard', kind)).toBe(kind);
  for (const name of eventNames('zernio')) {
    const kind = eventKind('zernio', name);
    expect(kind && eventName('zernio', kind)).toBe(name);
  }
});

test('what Zernio tells of other networks is known and never happens; a wrong name is neither', () => {
  for (const name of ['comment.received', 'post.recycled', 'whatsapp.number.activated'])
    expect(eventKind('zernio', name)).toBeNull();
  for (const name of ['post.publishd', 'pin.published', 'board.changed', ''])
    expect(eventKind('zernio', name)).toBeUndefined();
  expect(eventKind('standard', 'post.platform.published')).toBeUndefined();
});

test('the format of a webhook that names none', () => {
  expect(formatFor(['post.published', 'account.connected'])).toBe('zernio');
  expect(formatFor(['post.published', 'message.received'])).toBe('zernio');
  expect(formatFor(['post.published', 'pin.held'])).toBe('standard');
});
