import { test } from 'vitest';
import { exportFlat } from './flat-export.ts';

test('a year of 20,000 Pins is exported within the memory of a month of them', async () => {
  await exportFlat({ pins: 20_000, days: 365, mostMoreMb: 60 });
}, 900_000);
