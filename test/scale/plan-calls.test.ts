import { test } from 'vitest';
import { aims, expectFewCalls } from './plan-calls.ts';

test.each(aims.filter(({ pins }) => pins <= 1_000))(
  '$pins Pins, batch $batch: about $plan requests a day, and no day is lost',
  expectFewCalls,
);
