import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBox, UnreadableSecret } from './box.ts';
import { createSigner } from './signer.ts';

const old = 'k'.repeat(32);
const next = 'n'.repeat(32);
const box = createBox(old);

test('what was sealed opens again, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, owner) => {
      expect(box.open(box.seal(text, owner), owner)).toBe(text);
    }),
  );
  expect(box.seal('token', 'a').equals(box.seal('token', 'a'))).toBe(false);
});

test('a secret swapped to another owner, a changed byte or another key does not open', () => {
  const sealed = box.seal('pina_secret', 'account-1');
  expect(() => box.open(sealed, 'account-2')).toThrow(UnreadableSecret);
  for (const at of [0, 2, 8, 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => box.open(changed, 'account-1')).toThrow(UnreadableSecret);
  }
  expect(() => createBox(next).open(sealed, 'account-1')).toThrow(UnreadableSecret);
});

test('while a key is replaced, both phases open what the other seals', () => {
  const before = createBox(old, [next]);
  const after = createBox(next, [old]);
  for (const [writer, reader] of [
    [before, after],
    [after, before],
  ] as const) {
    const sealed = writer.seal('token', 'a');
    expect(reader.open(sealed, 'a')).toBe('token');
    expect(writer.isCurrent(sealed)).toBe(true);
    expect(reader.isCurrent(sealed)).toBe(false);
  }
  expect(createSigner(old, [next]).verify('text', createSigner(next).sign('text'))).toBe(true);
  expect(createSigner(old).verify('text', createSigner(next).sign('text'))).toBe(false);
});

test('a secret whose tag was cut short does not open, as a short one could be guessed', () => {
  const sealed = box.seal('', 'a');
  expect(box.open(sealed, 'a')).toBe('');
  for (const cut of [12, 8, 4]) expect(() => box.open(sealed.subarray(0, -cut), 'a')).toThrow();
});

test('what an early release sealed, without the id of its key, still opens', () => {
  const key = Buffer.from(hkdfSync('sha256', old, 'linchpin', 'pinterest tokens', 32));
  for (let round = 0; round < 300; round++) {
    const iv = randomBytes(12);
    if (round === 0) iv[0] = 1; // It then begins like a secret that names its key.
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from('a'));
    const text = Buffer.concat([cipher.update('token', 'utf8'), cipher.final()]);
    const sealed = Buffer.concat([iv, cipher.getAuthTag(), text]);
    expect(createBox(next, [old]).open(sealed, 'a')).toBe('token');
    expect(box.isCurrent(sealed)).toBe(false);
  }
});
