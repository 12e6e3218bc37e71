import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideEdit, fieldsOf, isSame, liveFieldNames, type LiveFields } from './live-change.ts';

const text = fc.constantFrom(null, '', 'a', 'a ', 'b', 'c\r\nd', 'c\nd', ' c');
const slide = fc.record({ title: text, description: text, link: text });
const fields: fc.Arbitrary<LiveFields> = fc.record({
  title: text,
  description: text,
  link: text,
  altText: text,
  boardId: text,
  sectionId: text,
  slides: fc.array(slide, { maxLength: 2 }),
});
const names = fc.subarray([...liveFieldNames]);
const only = (of: LiveFields, which: readonly (keyof LiveFields)[]): Partial<LiveFields> =>
  Object.fromEntries(which.map((name) => [name, of[name]]));

test('what is sent was as the person saw it, what is asked about was not, and the rest is as wanted', () => {
  fc.assert(
    fc.property(fields, fields, fields, names, (before, after, live, which) => {
      const wanted = only(after, which);
      const action = decideEdit(only(before, which), wanted, live);
      const touched = action.kind === 'done' ? [] : action.fields;
      for (const name of touched) expect(which).toContain(name);
      if (action.kind === 'send')
        for (const name of action.fields) expect(isSame(live[name], before[name])).toBe(true);
      if (action.kind === 'conflict')
        for (const name of action.fields) {
          expect(isSame(live[name], before[name])).toBe(false);
          expect(isSame(live[name], wanted[name])).toBe(false);
        }
      if (action.kind !== 'conflict')
        for (const name of which)
          expect(touched.includes(name)).toBe(!isSame(live[name], wanted[name]));
    }),
  );
});

test('after what is to be sent was sent, whole or in part, it is done or goes on, and it never asks about itself', () => {
  fc.assert(
    fc.property(fields, fields, names, names, (before, after, which, arrived) => {
      const wanted = only(after, which);
      const live = {
        ...before,
        ...only(
          after,
          which.filter((name) => arrived.includes(name)),
        ),
      };
      const action = decideEdit(only(before, which), wanted, live);
      expect(action.kind).not.toBe('conflict');
      expect(decideEdit(only(before, which), wanted, { ...live, ...wanted }).kind).toBe('done');
    }),
  );
});

test('an undo asks for the same fields with before and wanted swapped, and leads back', () => {
  fc.assert(
    fc.property(fields, fields, names, (before, after, which) => {
      const [was, wanted] = [only(before, which), only(after, which)];
      const undo = decideEdit(wanted, was, { ...before, ...wanted });
      expect(undo.kind).not.toBe('conflict');
      expect(fieldsOf(was).toSorted()).toEqual(which.toSorted());
    }),
  );
});
