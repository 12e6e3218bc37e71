import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { logOptions } from './logger.ts';

test('an error is logged with its cause, and without what a driver hangs on it', () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const error = Object.assign(new Error('gone', { cause: new Error('cable') }), {
    code: '57P01',
    client: { secretKey: 424242, password: 'hunter2' },
  });
  pino(logOptions('info'), sink).error(
    { err: error, headers: { authorization: 'Bearer lp_x' } },
    'failed',
  );
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: 'failed',
    err: { message: 'gone', code: '57P01', cause: { message: 'cable' } },
  });
  expect(lines.join()).not.toMatch(/424242|hunter2|lp_x/);
});
