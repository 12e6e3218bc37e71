import { expect, test } from 'vitest';
import { createSignInLimit } from './sign-in-limit.ts';

test('ten failures of one address stop its sign-ins for the rest of the minute, and nobody else', () => {
  let now = 1_000;
  const limit = createSignInLimit(() => now);
  for (let count = 0; count < 10; count++) {
    limit.check('a');
    limit.failed('a');
  }
  now += 20_000;
  expect(() => limit.check('a')).toThrow(
    expect.objectContaining({ code: 'TOO_MANY_SIGN_INS', retryAfterMs: 40_000 }),
  );
  expect(() => limit.check('b')).not.toThrow();
  now += 40_000;
  expect(() => limit.check('a')).not.toThrow();
});
