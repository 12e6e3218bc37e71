import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { hexSignature, standardSignature } from './sign.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = Buffer.from('{"test": 2432232314}');

test('the example of the specification', () => {
  expect(standardSignature([secret], 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, body)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('as the library signs, one signature for each secret', () => {
  const now = new Date();
  const seconds = Math.floor(now.getTime() / 1000);
  const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const signed = standardSignature([secret, other], 'id', seconds, body);
  expect(signed.split(' ')).toEqual(
    [secret, other].map((key) => new Webhook(key).sign('id', now, body.toString())),
  );
});

test('lowercase hexadecimal', () => {
  expect(hexSignature('my secret', body)).toMatch(/^[0-9a-f]{64}$/);
});
