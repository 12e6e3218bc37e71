import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LinchpinError } from '../domain/errors/index.ts';
import { toCsv } from '../domain/text/csv.ts';
import { readCsv } from './read.ts';

const limits = { bytes: 1024 ** 2, rows: 100, cells: 1_000 };
const read = (file: string | Uint8Array) => readCsv(Readable.from([Buffer.from(file)]), limits);
const refusalOf = async (file: string | Uint8Array) => {
  const error = await read(file).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LinchpinError)) throw new Error('It was taken.', { cause: error });
  return error.problems[0];
};

describe('what was written is read', () => {
  // A cell with an apostrophe before a sign is what keeps a sign from being a formula.
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.replaceAll('\0', '').trim())
    .filter((text) => !/^'[=+\-@\t\r]/.test(text));
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
  const names = ['Title', 'Link', 'A "name", with; signs'];

  test('with any delimiter, any words, with and without a byte order mark', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('', '\uFEFF', 'sep=;\r\n'),
        async (rows, delimiter, before) => {
          const filled = rows.filter((row) => row.some((text) => text !== ''));
          fc.pre(filled.length > 0);
          fc.pre(!before.startsWith('sep') || delimiter === ';');
          const file = await read(before + toCsv([names, ...rows], delimiter));
          expect(file.delimiter).toBe(delimiter);
          expect(file.columns).toEqual(names);
          expect(file.rows.map(({ cells }) => names.map((name) => cells[name]))).toEqual(filled);
        },
      ),
    );
  });

  test('in UTF-8, UTF-16 and Windows-1252', async () => {
    const text = 'Title;Text\r\nKüche;Öl – “Messing” €\r\n';
    const cells = { Title: 'Küche', Text: 'Öl – “Messing” €' };
    const windows = Buffer.from(
      text.replace('–', '\x96').replace('“', '\x93').replace('”', '\x94').replace('€', '\x80'),
      'latin1',
    );
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`, 'utf16le'), windows])
      expect((await read(bytes)).rows).toEqual([{ number: 1, cells, surplus: [] }]);
  });
});

test('rows are numbered as a spreadsheet shows them, empty ones included', async () => {
  const { rows } = await read('a,b,\n1,2\n\n,,,\n3\n1,2,,x,y\n');
  expect(rows).toEqual([
    { number: 1, cells: { a: '1', b: '2' }, surplus: [] },
    { number: 4, cells: { a: '3' }, surplus: [] },
    { number: 5, cells: { a: '1', b: '2' }, surplus: ['x', 'y'] },
  ]);
});

test('what is no table of rows is refused with the reason', async () => {
  expect(await refusalOf('a,b\n')).toMatchObject({ code: 'INVALID_FIELD_VALUE', field: 'file' });
  expect(await refusalOf('a,a\n1,2\n')).toMatchObject({
    message: expect.stringContaining('two of its columns are named "a"'),
  });
  expect(await refusalOf('a,b\n1,"open')).toMatchObject({ code: 'REQUEST_UNREADABLE' });
  expect(await refusalOf('PK\x03\x04\0\0')).toMatchObject({ code: 'REQUEST_UNREADABLE' });
  expect(await refusalOf(`a\n${'1\n'.repeat(101)}`)).toMatchObject({
    message: expect.stringContaining('101 rows'),
  });
  expect(await refusalOf(`a\n${'x'.repeat(5_001)}`)).toMatchObject({
    message: expect.stringContaining('5000 characters'),
  });
  expect(await refusalOf('x'.repeat(1024 ** 2 + 1))).toMatchObject({ code: 'BODY_TOO_LARGE' });
});
