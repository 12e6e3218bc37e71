import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filenameOf } from './filename.ts';

const url = new URL('https://cdn.example/a/b%20c.jpg?x=1');

describe('filenameOf', () => {
  it.each([
    [undefined, 'b c.jpg'],
    ['inline', 'b c.jpg'],
    ['attachment; filename=photo.png', 'photo.png'],
    ['attachment; filename="my photo.png"', 'my photo.png'],
    ['attachment; filename="a \\"b\\".png"', 'a "b".png'],
    [`attachment; filename="fallback.png"; filename*=UTF-8''K%C3%BCche.png`, 'Küche.png'],
    [`attachment; filename*=UTF-8''100%.png`, '100%.png'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\temp\\\\x.png"', 'x.png'],
    ['attachment; filename=".."', 'b c.jpg'],
    ['attachment; filename=""', 'b c.jpg'],
  ])('reads %j as %j', (disposition, expected) => {
    expect(filenameOf(disposition, url)).toBe(expected);
  });

  it('has none for a bare host', () => {
    expect(filenameOf(undefined, new URL('https://cdn.example/'))).toBeUndefined();
  });

  it('never gives a path, a control character or more than 200 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 300 }), (text) => {
        const name = filenameOf(`attachment; filename="${text}"`, url) ?? '';
        expect(name).not.toMatch(/[/\\\p{Cc}]/u);
        expect(name.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
