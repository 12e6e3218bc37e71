import { expect, test } from 'vitest';
import { accountDays, readingsOf, zeroReadings } from './readings.ts';

const today = 20_000;
const calendar = { today, availableThrough: today - 2 };
// The others are stored as they are told.
const some = { impressions: 4 } as never;

test('days are told apart: final, provisional, withheld, not told yet', () => {
  const told = [
    { day: today - 8, status: 'told' as const, figures: some, leftOut: [] },
    { day: today - 7, status: 'told' as const, figures: null, leftOut: [] },
    { day: today - 6, status: 'processing' as const, figures: some, leftOut: [] },
    { day: today - 5, status: 'withheld' as const, figures: some, leftOut: [] },
    { day: today - 4, status: 'told' as const, figures: { impressions: 0 } as never, leftOut: [] },
    { day: today - 3, status: 'estimate' as const, figures: some, leftOut: [] },
    { day: today - 1, status: 'told' as const, figures: some, leftOut: [] },
  ];
  expect(readingsOf('1', 'standard', told, calendar)).toMatchObject([
    {
      from: today - 8,
      through: today - 7,
      finalThrough: today - 7,
      days: [{ day: today - 8 }],
      withheld: [today - 7],
    },
    {
      from: today - 5,
      through: today - 3,
      finalThrough: today - 5,
      days: [{ day: today - 3 }],
      withheld: [today - 5],
    },
  ]);
});

test('a Pin without a figure is 0 on the days there are, and on no other', () => {
  const range = { from: today - 9, through: today };
  expect(zeroReadings('1', ['standard'], range, calendar)).toMatchObject([
    { from: today - 9, through: today - 2, finalThrough: today - 5, days: [] },
  ]);
  expect(zeroReadings('1', ['standard'], { from: today - 1, through: today }, calendar)).toEqual(
    [],
  );
});

test('a day of the account that is empty is left out, one that is withheld is absent', () => {
  const told = (['told', 'told', 'processing', 'absent'] as const).map((status, index) => ({
    day: today - 9 + index,
    status,
    figures: index === 0 ? some : null,
    leftOut: [],
  }));
  expect(accountDays(told, calendar).map(({ day, status }) => [day - today, status])).toEqual([
    [-9, 'final'],
    [-6, 'absent'],
  ]);
});

test('what an answer leaves out of a day is neither 0 nor a reason to forget the rest of the day', () => {
  const day = { status: 'told' as const, leftOut: ['saves' as const, 'follows' as const] };
  const told = [
    { ...day, day: today - 8, figures: { impressions: 4 } },
    { ...day, day: today - 7, figures: { impressions: 0 } },
    { ...day, day: today - 6, status: 'withheld' as const, figures: { impressions: 9 } },
  ];
  expect(readingsOf('1', 'standard', told, calendar)).toMatchObject([
    {
      from: today - 8,
      through: today - 6,
      days: [{ day: today - 8, figures: { impressions: 4 } }],
      withheld: [today - 6],
      leftOut: [
        { day: today - 8, metrics: ['saves', 'follows'] },
        { day: today - 7, metrics: ['saves', 'follows'] },
      ],
    },
  ]);
  const ofAccount = [
    { day: today - 9, status: 'told' as const, figures: { impressions: 5 }, leftOut: [] },
  ];
  expect(accountDays(ofAccount, calendar)).toMatchObject([
    { status: 'final', figures: { impressions: 5, saves: null, engagements: null } },
  ]);
});
