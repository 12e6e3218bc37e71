import { expect, test } from 'vitest';
import { createRequestLog } from './request-log.ts';

const entry = (id: number) => ({
  id: String(id),
  at: '2026-01-01T00:00:00.000Z',
  beganMs: id,
  endedMs: id,
  method: 'GET',
  path: '/v5/pins',
  operation: id % 2 === 0 ? 'pins/list' : null,
  account: null,
  status: 200,
  code: null,
  dropped: null,
});

test('the ring keeps the newest, in order, while the counts keep all', () => {
  const log = createRequestLog(4);
  for (let id = 1; id <= 6; id += 1) log.add(entry(id));
  expect(log.list().map(({ id }) => id)).toEqual(['3', '4', '5', '6']);
  expect(log.list({ operation: 'pins/list' }).map(({ id }) => id)).toEqual(['4', '6']);
  expect(log.counts()).toEqual({ unknown: 3, 'pins/list': 3 });
  log.clear();
  expect([log.list(), log.counts()]).toEqual([[], {}]);
});
