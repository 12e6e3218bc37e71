import { test } from 'vitest';
import { exportFlat } from './flat-export.ts';

test('an export needs no more memory for more days', async () => {
  await exportFlat({ pins: 1_500, days: 150, mostMoreMb: 8 });
}, 60_000);
