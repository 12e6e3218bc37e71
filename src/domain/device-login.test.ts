import { expect, test } from 'vitest';
import { apiKeyOfDevice } from './api-key.ts';
import { deviceAccess, newUserCode, readUserCode, scopesOfAccess } from './device-login.ts';

test('a code is read again however it is typed', () => {
  const code = newUserCode();
  expect(code).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
  for (const typed of [
    code,
    code.toLowerCase(),
    code.replace('-', ' '),
    ` ${code.replace('-', '')} `,
  ])
    expect(readUserCode(typed)).toBe(code);
});

test('the key follows from the device code alone', () => {
  expect(apiKeyOfDevice('one')).toMatch(/^lp_[0-9a-z]{32}$/);
  expect(apiKeyOfDevice('one')).toBe(apiKeyOfDevice('one'));
  expect(apiKeyOfDevice('one')).not.toBe(apiKeyOfDevice('two'));
});

test('each access has what the one before it has, and none makes keys or approves', () => {
  const [read, publish, manage] = deviceAccess.map(scopesOfAccess);
  expect(publish).toEqual(expect.arrayContaining([...(read ?? [])]));
  expect(manage).toEqual(expect.arrayContaining([...(publish ?? [])]));
  expect(manage?.filter((scope) => /^(keys|people|audit)|approve|manage/.test(scope))).toEqual([]);
});
