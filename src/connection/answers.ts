import { problem, type ErrorCode, type Problem } from '../domain/errors/index.ts';
import type { PinterestError } from '../pinterest/index.ts';

/** What to do about a Pinterest answer when publishing. */
export type Policy =
  /** Nothing but a change by the person helps. */
  | 'fail'
  /** Not Pinterest's last word: wait for the window, no attempt is spent. */
  | 'wait';

interface Answer {
  kind: PinterestError['kind'];
  /** Pinterest's own code; absent: any. */
  code?: number;
  /** Part of Pinterest's text; absent: any. */
  text?: RegExp;
  becomes: ErrorCode;
  policy: Policy;
}

/**
 * Pinterest's answers and what they mean, the particular before the general.
 * Sources: facts file §2.4, §3.2, §4; each row has a fixture in answers.test.ts.
 */
export const answers: readonly Answer[] = [
  { kind: 'trial_access', becomes: 'PINTEREST_TRIAL_ACCESS', policy: 'fail' },
  { kind: 'restricted_feature', becomes: 'PINTEREST_FEATURE_RESTRICTED', policy: 'fail' },
  { kind: 'auth', becomes: 'PINTEREST_AUTH_FAILED', policy: 'wait' },
  { kind: 'spam_blocked', becomes: 'PIN_SPAM_BLOCKED', policy: 'fail' },
  { kind: 'rate_limited', becomes: 'PIN_RATE_LIMITED', policy: 'wait' },
  { kind: 'permission', code: 233, becomes: 'PIN_IMAGE_REFUSED', policy: 'fail' },
  { kind: 'permission', code: 235, becomes: 'PIN_IMAGE_REFUSED', policy: 'fail' },
  { kind: 'invalid', code: 233, becomes: 'PIN_IMAGE_REFUSED', policy: 'fail' },
  { kind: 'invalid', code: 235, becomes: 'PIN_IMAGE_REFUSED', policy: 'fail' },
  { kind: 'permission', becomes: 'PINTEREST_PERMISSION_DENIED', policy: 'fail' },
  { kind: 'not_found', code: 40, becomes: 'PIN_BOARD_GONE', policy: 'fail' },
  { kind: 'not_found', code: 50, becomes: 'PIN_NOT_FOUND_ON_PINTEREST', policy: 'fail' },
  { kind: 'not_found', code: 2031, becomes: 'PIN_SECTION_GONE', policy: 'fail' },
  {
    kind: 'invalid',
    text: /format of the image|fetch the image|reach the url/i,
    becomes: 'PIN_IMAGE_REFUSED',
    policy: 'fail',
  },
  {
    kind: 'invalid',
    text: /invalid URL|allow you to save Pins/i,
    becomes: 'PIN_LINK_REFUSED',
    policy: 'fail',
  },
  { kind: 'conflict', becomes: 'PIN_RATE_LIMITED', policy: 'wait' },
  { kind: 'server', becomes: 'PINTEREST_UNAVAILABLE', policy: 'wait' },
  { kind: 'network', becomes: 'PINTEREST_UNAVAILABLE', policy: 'wait' },
  { kind: 'timeout', becomes: 'PINTEREST_UNAVAILABLE', policy: 'wait' },
  { kind: 'aborted', becomes: 'PINTEREST_UNAVAILABLE', policy: 'wait' },
  { kind: 'bad_response', becomes: 'PINTEREST_UNAVAILABLE', policy: 'wait' },
];

/** Our problem and policy for an error of the client; unmapped answers keep Pinterest's own words. */
export function readAnswer(error: PinterestError): { problem: Problem; policy: Policy } {
  const row = answers.find(
    (answer) =>
      answer.kind === error.kind &&
      (answer.code === undefined || answer.code === error.code) &&
      (answer.text === undefined || answer.text.test(error.message)),
  );
  return {
    problem: problem(row?.becomes ?? 'PIN_REJECTED', {
      values: { text: error.message, feature: error.message },
      details: {
        pinterest: {
          operation: error.operation,
          status: error.status,
          code: error.code,
          message: error.message,
          requestId: error.requestId,
        },
      },
    }),
    policy: row?.policy ?? 'fail',
  };
}
