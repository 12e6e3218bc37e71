import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPasswords } from './password.ts';

const passwords = createPasswords();

test('a password opens its own hash alone, and no two hashes are alike', async () => {
  const [one, other] = await Promise.all([
    passwords.hash('correct horse'),
    passwords.hash('correct horse'),
  ]);
  expect(one).toMatch(/^scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(other);
  expect(await passwords.verify('correct horse', one)).toBe(true);
  expect(await passwords.verify('correct horse ', one)).toBe(false);
  expect(passwords.isOutdated(one)).toBe(false);
});

test('an accent is the same however the keyboard writes it', async () => {
  expect(await passwords.verify('cafe\u0301 im hof', await passwords.hash('café im hof'))).toBe(
    true,
  );
});

test('nobody and what is no hash let nobody in', async () => {
  for (const stored of [null, '', 'scrypt$', 'plain text'])
    expect(await passwords.verify('', stored)).toBe(false);
});

test('a hash of other parameters opens with those, and is known to be outdated', async () => {
  const salt = Buffer.alloc(16, 7);
  const key = scryptSync('old password', salt, 32, { N: 2 ** 10, r: 8, p: 1 });
  const stored = `scrypt$ln=10,r=8,p=1$${salt.toString('base64url')}$${key.toString('base64url')}`;
  expect(await passwords.verify('old password', stored)).toBe(true);
  expect(passwords.isOutdated(stored)).toBe(true);
});

test('more at once than the machine should work on wait their turn', async () => {
  const hash = await passwords.hash('one of many');
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      passwords.verify(index === 3 ? 'one of many' : 'x', hash),
    ),
  );
  expect(answers).toEqual([false, false, false, true, false]);
});
