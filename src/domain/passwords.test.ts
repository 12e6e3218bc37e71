import { expect, test } from 'vitest';
import { weaknessOf } from './passwords.ts';

test.each([
  ['short', 'anna', /fewer than 10/],
  ['émoji🙂', 'anna', /fewer than 10/],
  ['aaaaaaaaaaaa', 'anna', /again and again/],
  ['ababababababab', 'anna', /again and again/],
  ['Anna.Example@example.com', 'anna.example@example.com', /is the name/],
  ['anna.example', 'anna.example@example.com', /is the name/],
])('%s cannot be used', (password, login, reason) => {
  expect(weaknessOf(password, login)).toMatch(reason);
});

test('any other can, whatever it is made of', () => {
  for (const password of ['four words in row', '1234567890', 'ÄÖÜäöüß ééé'])
    expect(weaknessOf(password, 'anna@example.com')).toBeNull();
});
