import { expect, test } from 'vitest';
import { withoutCredentials } from './without-credentials.ts';

test.each([
  ['Not with pina_AbC-123_x.', {}, 'Not with [removed]'],
  ['Bearer abc.def.ghi is wrong', {}, '[removed] is wrong'],
  ['{"message":"pinr.eyJ0eXAi"}', {}, '{"message":"[removed]"}'],
  [
    'The token some-form is old',
    { authorization: 'Bearer some-form' },
    'The token [removed] is old',
  ],
  [
    'app-secret, id:app-secret',
    { authorization: `Basic ${Buffer.from('id:app-secret').toString('base64')}` },
    '[removed], id:[removed]',
  ],
  ['The board pinacolada and pin_12 stay', {}, 'The board pinacolada and pin_12 stay'],
  ['Nothing here', { authorization: 'Bearer x' }, 'Nothing here'],
])('%s', (text, headers, left) => expect(withoutCredentials(text, headers)).toBe(left));
