import { expect, test } from 'vitest';
import { markupIn, placeholderIn, withoutMarkup } from './markup.ts';

test.each([
  ['The cat&#8217;s tree', '&#8217;', 'The cat’s tree'],
  ['<p>Oak &amp; brass</p><p>Two</p>', '&amp;', 'Oak & brass\nTwo'],
  ['One<br/>two', '<br/>', 'One\ntwo'],
  ['A <strong class="x">bold</strong> word&nbsp;', '&nbsp;', 'A bold word'],
])('%s holds %s', (text, found, plain) => {
  expect(markupIn(text)).toBe(found);
  expect(withoutMarkup(text)).toBe(plain);
});

test.each(['5 < 6 and 7 > 3', 'R&D; and so on', 'I <3 oak', 'A & B', 'Tom &jerry;', '<3 days>'])(
  '%s is no HTML',
  (text) => {
    expect(markupIn(text)).toBeNull();
  },
);

test.each([
  ['{{ $json.title }}', '{{ $json.title }}'],
  ['Hello ${name}!', '${name}'],
  ['[object Object]', '[object Object]'],
  ['undefined', 'undefined'],
  [' null ', ' null '],
  ['{title}', '{title}'],
  ['<%= title %>', '<%= title %>'],
  ['{% if x %}', '{% if x %}'],
])('%s holds the place of a value', (text, found) => {
  expect(placeholderIn(text)).toBe(found);
});

test.each([
  'Null and void',
  'An undefined shape',
  'Curly {brackets} in a text',
  '$5 {new}',
  'None of these',
])('%s does not', (text) => {
  expect(placeholderIn(text)).toBeNull();
});
