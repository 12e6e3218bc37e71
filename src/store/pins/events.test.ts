import { expect, test } from 'vitest';
import { storable } from './events.ts';

test('half an emoji and NUL, which the database refuses, are left out of what is told', () => {
  const text = 'A cut emoji \ud83d, a whole one 🧵, and \0 nothing';
  expect(JSON.parse(storable({ message: text, list: [text] }))).toEqual({
    message: 'A cut emoji , a whole one 🧵, and  nothing',
    list: ['A cut emoji , a whole one 🧵, and  nothing'],
  });
});
