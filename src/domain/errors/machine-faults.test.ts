import { expect, test } from 'vitest';
import { machineFault } from './machine-faults.ts';

const failed = (message: string, more: object = {}, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), more);

test.each([
  ['no space', failed('x', { code: 'ENOSPC' }), 'STORAGE_FULL', 507],
  ['over quota', failed('x', { code: 'EDQUOT' }), 'STORAGE_FULL', 507],
  ['no space for the database', failed('x', { code: '53100' }), 'STORAGE_FULL', 507],
  [
    'refused',
    failed('x', { code: 'ECONNREFUSED', syscall: 'connect' }),
    'DATABASE_UNAVAILABLE',
    503,
  ],
  ['no socket', failed('x', { code: 'ENOENT', syscall: 'connect' }), 'DATABASE_UNAVAILABLE', 503],
  ['shut down', failed('x', { code: '57P01' }), 'DATABASE_UNAVAILABLE', 503],
  ['cut', failed('Connection terminated unexpectedly'), 'DATABASE_UNAVAILABLE', 503],
  ['silent', failed('Query read timeout'), 'DATABASE_UNAVAILABLE', 503],
  ['frozen', failed('timeout exceeded when trying to connect'), 'DATABASE_UNAVAILABLE', 503],
  ['behind another', failed('y', {}, failed('x', { code: 'ENOSPC' })), 'STORAGE_FULL', 507],
])('%s', (_name, error, code, status) => {
  const found = machineFault(error);
  expect(found).toMatchObject({ code, status });
  expect(found?.retryAfterMs).toBeGreaterThan(0);
});

test.each([
  ['a defect', failed('x is not a function')],
  ['a missing file', failed('x', { code: 'ENOENT', syscall: 'open' })],
  ['a broken rule of the database', failed('x', { code: '23505' })],
  ['no error', 'text'],
])('%s is neither', (_name, error) => {
  expect(machineFault(error)).toBeNull();
});
