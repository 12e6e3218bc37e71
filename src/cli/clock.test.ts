import { expect, test } from 'vitest';
import { clockOf, localTime } from './clock.ts';

const tokyo = clockOf({ timezone: 'Asia/Tokyo' });

test.each([
  ['2026-11-26 23:37 (UTC) is free.', '2026-11-27 08:37 (Asia/Tokyo) is free.'],
  ['Links wait until 2026-11-26T23:27:52.512Z.', 'Links wait until 2026-11-27 08:27 (Asia/Tokyo).'],
  ['Write it as 2026-12-01T08:00:00Z.', 'Write it as 2026-12-01T08:00:00Z.'],
  ['"2026-11-26T23:27:52.512Z" has passed.', '"2026-11-26T23:27:52.512Z" has passed.'],
])('%s', (text, local) => {
  expect(tokyo.words(text)).toBe(local);
});

test('under a heading: without the zone, and with the day where it is another', () => {
  const at = '2026-11-26T13:50:00.000Z';
  expect(tokyo.words('Tried again at 14:04 UTC.', at)).toBe('Tried again at 23:04.');
  expect(tokyo.words('Tried again at 15:04 UTC.', at)).toBe('Tried again at 2026-11-27 00:04.');
  expect(tokyo.words('Goes out 2026-11-28 15:04 UTC.', at)).toBe('Goes out 2026-11-29 00:04.');
  expect(tokyo.exact(at)).toEqual({ day: '2026-11-26', time: '22:50:00.000' });
});

test('UTC comes before a zone, and no zone at all before one that does not exist', () => {
  expect(clockOf({ timezone: 'Asia/Tokyo', utc: true }).zone).toBe('UTC');
  expect(clockOf({ timezone: 'Mars/Olympus' }).zone).toBe(clockOf({}).zone);
});

test('a time that a person writes is of the zone it names, else of the zone of --timezone or this machine', () => {
  const at = '2026-12-01T09:00';
  expect(localTime(at, 'Asia/Tokyo')).toEqual({ scheduledFor: at, timezone: 'Asia/Tokyo' });
  expect(localTime(at)).toEqual({ scheduledFor: at, timezone: clockOf({}).zone });
  expect(localTime(`${at}[Asia/Tokyo]`)).toEqual({ scheduledFor: `${at}[Asia/Tokyo]` });
});
