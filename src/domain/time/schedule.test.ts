import { describe, expect, test } from 'vitest';
import { readSchedule } from './schedule.ts';

const iso = (text: string, zone?: string) => {
  const result = readSchedule(text, zone, 'scheduledFor');
  return 'at' in result ? result.at.toISOString() : result.problem.code;
};

describe('scheduledFor', () => {
  test.each([
    ['2026-12-01T09:00:00Z', undefined, '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:00+01:00', 'America/New_York', '2026-12-01T08:00:00.000Z'],
    ['2026-12-01T09:00', undefined, '2026-12-01T09:00:00.000Z'],
    ['2026-12-01 09:00', 'Europe/Berlin', '2026-12-01T08:00:00.000Z'],
    ['2026-07-01T09:00:00.250', 'Europe/Berlin', '2026-07-01T07:00:00.250Z'],
    // 02:30 does not exist on this day: half an hour into the gap is half an hour after it.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    // 02:30 happens twice: the first.
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, expected) => {
    expect(iso(text, zone)).toBe(expected);
  });

  test.each([
    ['tomorrow', undefined],
    ['', undefined],
    ['2026-13-01T00:00Z', undefined],
    ['2026-12-01T09:00', 'Mars/Olympus'],
    ['01/12/2026 09:00', 'Europe/Berlin'],
  ])('%s in %s is refused', (text, zone) => {
    expect(iso(text, zone)).toBe('PIN_SCHEDULE_INVALID');
  });
});
