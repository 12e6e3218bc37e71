import { expect, test } from 'vitest';
import { defaultPolicy as policy } from './policy.ts';
import { stillProcessing } from './video-steps.ts';

const uploadedAt = new Date('2026-11-01T12:00:00Z');
const after = (minutes: number, uploadRound: number, waits = 0) =>
  stillProcessing(
    {
      uploadSince: uploadedAt,
      updatedAt: new Date(uploadedAt.getTime() + minutes * 60_000),
      uploadRound,
      waits,
    },
    policy,
  );

test('a video is looked at again after growing waits', () => {
  expect([0, 1, 2, 3, 4, 40].map((waits) => after(1, 1, waits))).toMatchObject(
    [2000, 4000, 8000, 10_000, 10_000, 10_000].map((delayMs) => ({
      kind: 'again',
      step: 'processing',
      delayMs,
    })),
  );
});

test('after half an hour it is uploaded afresh once, then it fails with its reason', () => {
  expect(after(29.9, 1)).toMatchObject({ step: 'processing' });
  expect(after(30, 1)).toMatchObject({ kind: 'again', step: 'uploading' });
  expect(after(30, 2)).toMatchObject({
    kind: 'failed',
    problem: { code: 'VIDEO_PROCESSING_TIMEOUT', message: expect.stringContaining('30 minutes') },
  });
});
