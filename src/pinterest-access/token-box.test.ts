import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenBox } from './token-box.ts';

const box = createTokenBox('k'.repeat(32));

test('what was sealed opens again, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (token, account) => {
      expect(box.open(box.seal(token, account), account)).toBe(token);
    }),
  );
  expect(box.seal('token', 'a').equals(box.seal('token', 'a'))).toBe(false);
});

test('a token swapped to another account, a changed byte or another key does not open', () => {
  const sealed = box.seal('pina_secret', 'account-1');
  expect(() => box.open(sealed, 'account-2')).toThrow();
  const changed = Buffer.from(sealed);
  changed.writeUInt8(changed.readUInt8(20) ^ 1, 20);
  expect(() => box.open(changed, 'account-1')).toThrow();
  expect(() => createTokenBox('x'.repeat(32)).open(sealed, 'account-1')).toThrow();
});
