import { expect, test } from 'vitest';
import { endpointPath, normaliseApiUrl, queryString } from './endpoints.ts';

test.each([
  ['https://api.pinterest.com', 'https://api.pinterest.com/v5'],
  ['https://api.pinterest.com/', 'https://api.pinterest.com/v5'],
  ['https://api.pinterest.com/v5', 'https://api.pinterest.com/v5'],
  ['https://api.pinterest.com/v5//', 'https://api.pinterest.com/v5'],
  ['http://localhost:4401/behind/proxy/', 'http://localhost:4401/behind/proxy/v5'],
  ['http://localhost:4401/v5/?x=1#y', 'http://localhost:4401/v5'],
])('%s is read as %s', (given, expected) => {
  expect(normaliseApiUrl(given)).toBe(expected);
});

test('an apiUrl that is not a URL is refused at once', () => {
  expect(() => normaliseApiUrl('api.pinterest.com')).toThrow(TypeError);
});

test('an id cannot reach another endpoint', () => {
  expect(endpointPath('pins.get', { pin_id: '1/../../boards?x=#' })).toBe(
    '/pins/1%2F..%2F..%2Fboards%3Fx%3D%23',
  );
  for (const pin_id of ['', '.', '..']) {
    expect(() => endpointPath('pins.delete', { pin_id })).toThrow('pins.delete needs a pin_id');
  }
  expect(() => endpointPath('pins.delete', {})).toThrow(TypeError);
});

test('query strings leave out what is undefined and keep what is false', () => {
  expect(queryString({ a: undefined })).toBe('');
  expect(queryString({ a: false, b: 0, d: 'é&' })).toBe('?a=false&b=0&d=%C3%A9%26');
});

test('lists are repeated, except metric_types, which the spec wants comma separated', () => {
  expect(queryString({ pin_ids: ['1', '2'], metric_types: ['SAVE', 'PIN_CLICK'] })).toBe(
    '?pin_ids=1&pin_ids=2&metric_types=SAVE%2CPIN_CLICK',
  );
  expect(queryString({ creative_types: [] })).toBe('');
});
