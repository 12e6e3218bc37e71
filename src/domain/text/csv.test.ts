import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('quotes what would end a cell or a row, and nothing else', () => {
  expect(toCsv([['a', 'b c', 'd,e', 'f "g"', 'h\ni', '']])).toBe(
    'a,b c,"d,e","f ""g""","h\ni",\r\n',
  );
});

test('no cell is a formula', () => {
  expect(toCsv([['=1+1', '+1', '-1', '@x', 'a=b', '=HYPERLINK("x","y")']])).toBe(
    `'=1+1,'+1,'-1,'@x,a=b,"'=HYPERLINK(""x"",""y"")"\r\n`,
  );
});
