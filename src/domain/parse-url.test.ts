import { expect, test } from 'vitest';
import { parseUrl } from './parse-url.ts';

test('an address with letters of other scripts is one, however often it is asked about', () => {
  let wrong = 0;
  for (let times = 0; times < 50_000; times++)
    if (parseUrl('https://küche.example/töpfe')?.hostname !== 'xn--kche-0ra.example') wrong += 1;
  expect(wrong).toBe(0);
});

test.each(['', 'no address', 'http://', 'https://[::1'])('%j is none', (text) => {
  expect(parseUrl(text)).toBeNull();
});

test('a relative one needs a base', () => {
  expect(parseUrl('/b')).toBeNull();
  expect(parseUrl('/b', new URL('https://a.example/x'))?.href).toBe('https://a.example/b');
});
