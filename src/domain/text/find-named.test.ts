import { expect, test } from 'vitest';
import { findNamed } from './find-named.ts';

const boards = [
  { id: '1', name: 'Crème  brûlée' },
  { id: '2', name: 'Gardens' },
  { id: '3', name: 'GARDENS' },
  { id: '4', name: '2' },
];
const ids = (wanted: string) => findNamed(boards, wanted).map(({ id }) => id);

test.each([
  ['an id', ' 2 ', ['2']],
  ['an id before a name', '2', ['2']],
  ['other capitals and spaces', ' crème BRÛLÉE', ['1']],
  ['decomposed letters', 'Crème brûlée'.normalize('NFD'), ['1']],
  ['an invisible character', 'Cr​ème brûlée', ['1']],
  ['a name of two boards, whichever is written', 'Gardens', ['2', '3']],
  ['nothing', 'Garden', []],
])('%s', (_case, wanted, found) => {
  expect(ids(wanted)).toEqual(found);
});
