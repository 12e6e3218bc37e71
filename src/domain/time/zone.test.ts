import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { isTimezone, similarTimezone } from './zone.ts';

test('a zone is one in which local times can be computed', () => {
  for (const zone of [
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    'Asia/Calcutta',
    'US/Pacific',
  ]) {
    expect([zone, isTimezone(zone)]).toEqual([zone, true]);
    const local = Temporal.PlainDateTime.from('2027-06-01T09:00');
    expect(() => local.toZonedDateTime(zone)).not.toThrow();
  }
});

test.each([
  'PST',
  'IST',
  'CST',
  'JST',
  'AET',
  'ACT',
  'CTT',
  'BST',
  '+02:00',
  '',
  'Mars/Olympus',
  'GMT+2',
])('"%s" is none', (zone) => {
  expect(isTimezone(zone)).toBe(false);
});

test.each([
  ['PST', 'America/Los_Angeles'],
  ['cest', 'Europe/Berlin'],
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['Eastern Standard Time', 'America/New_York'],
  ['Eastern Time (US & Canada)', 'America/New_York'],
  ['Berlin', 'Europe/Berlin'],
  ['Hong Kong', 'Asia/Hong_Kong'],
  ['Europe/Berln', 'Europe/Berlin'],
  ['europe\\berlin', 'Europe/Berlin'],
  ['Mars/Olympus', null],
])('"%s" probably means %s', (text, zone) => {
  expect(similarTimezone(text)).toBe(zone);
});
