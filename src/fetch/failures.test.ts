import { describe, expect, it } from 'vitest';
import { LinchpinError } from '../domain/errors/index.ts';
import { networkFailure, statusFailure } from './failures.ts';

const failure = (code: string): Error => Object.assign(new Error('raw text'), { code });

describe('networkFailure', () => {
  it.each([
    ['ENOTFOUND', /There is no host called cdn.example/],
    ['EAI_AGAIN', /cannot be looked up right now/],
    ['EHOSTUNREACH', /cannot be reached/],
    ['CERT_HAS_EXPIRED', /has expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /belongs to another host/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /is not trusted/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /is not trusted/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /No secure connection/],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', /broke off/],
    ['UND_ERR_CONNECT_TIMEOUT', /within 9 seconds/],
    ['ETIMEDOUT', /within 9 seconds/],
  ])('puts %s into words', (code, words) => {
    const error = networkFailure(failure(code), 'cdn.example', 9000);
    expect(error).toBeInstanceOf(LinchpinError);
    expect(String(error)).toMatch(words);
    expect(String(error)).not.toContain('raw text');
  });

  it('finds the code behind a wrapping error', () => {
    const wrapped = new TypeError('fetch failed', { cause: failure('ECONNREFUSED') });
    expect(String(networkFailure(wrapped, 'cdn.example', 9000))).toContain('refuses');
  });

  it.each(['ENOSPC', 'EACCES', 'EEXIST'])('does not blame %s on the address', (code) => {
    const error = failure(code);
    expect(networkFailure(error, 'cdn.example', 9000)).toBe(error);
  });
});

describe('statusFailure', () => {
  it.each([
    [401, 'MEDIA_AUTH_REQUIRED'],
    [403, 'MEDIA_HOST_REFUSES'],
    [407, 'MEDIA_AUTH_REQUIRED'],
    [404, 'MEDIA_FETCH_FAILED'],
    [304, 'MEDIA_FETCH_FAILED'],
    [418, 'MEDIA_FETCH_FAILED'],
    [599, 'MEDIA_FETCH_FAILED'],
  ])('%i is %s', (status, code) => {
    const error = statusFailure(status, 'cdn.example');
    expect(error.code).toBe(code);
    expect(error.message).toContain(String(status));
  });
});
