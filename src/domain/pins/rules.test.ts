import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pinLimits } from './content-limits.ts';
import { countCharacters } from '../text/cut.ts';
import { checkPinText, defaultTitle, linkFault } from './rules.ts';

const fields = {
  title: 'title',
  description: 'content',
  link: 'link',
  altText: 'altText',
  dominantColor: 'dominantColor',
};
const fine = { title: null, description: null, link: null, altText: null, dominantColor: null };
const codes = (text: Partial<typeof fine> | Record<string, string | null>) =>
  checkPinText({ ...fine, ...text }, fields).map((problem) => problem.code);

describe('the words of a Pin', () => {
  test('limits are inclusive and count code points', () => {
    expect(codes({ title: '🧡'.repeat(100) })).toEqual([]);
    expect(codes({ title: '🧡'.repeat(101) })).toEqual(['PIN_TITLE_TOO_LONG']);
    expect(codes({ description: 'd'.repeat(800), altText: 'a'.repeat(500) })).toEqual([]);
  });

  test('every problem is listed, each with its field and a fix with figures', () => {
    const problems = checkPinText(
      {
        title: 't'.repeat(103),
        description: 'd'.repeat(801),
        link: 'http://example.com',
        altText: 'a'.repeat(501),
        dominantColor: 'red',
      },
      fields,
    );
    expect(problems.map((problem) => problem.field)).toEqual([
      'title',
      'content',
      'altText',
      'link',
      'dominantColor',
    ]);
    expect(problems[0]?.fix).toBe('Shorten it by 3.');
    expect(problems.every((problem) => problem.fix && !problem.fix.includes('{'))).toBe(true);
  });

  test.each([
    ['https://example.com/a?b=c#d', null],
    ['http://example.com', /http:\/\//],
    ['ftp://example.com', /ftp:/],
    ['example.com', /full web address/],
    ['https://user:pass@example.com', /password/],
    ['https://localhost/x', /public host/],
    ['https://exa mple.com', /spaces/],
    ['https:example.com/a', /two slashes/],
    ['https:/example.com/a', /two slashes/],
    ['https:///example.com/a', /two slashes/],
    ['https:\\\\example.com\\a', /backslash/],
    ['https://example.com/pa\u200bge', /\\u200b/],
    ['https://example.com/page\u200e', /\\u200e/],
    ['https://example.com/a\u0007', /\\u0007/],
    ['https://example..com/', /not the name of a host/],
    ['https://.example.com/', /not the name of a host/],
    ['https://example.com./', null],
    ['https://192.0.2.1/', /public host/],
    ['https://224.0.0.1/', /public host/],
    ['https://255.255.255.255/', /public host/],
    ['https://exämple.com/ä?ö=1#ü', null],
  ])('link %s', (link, fault) => {
    if (fault === null) expect(linkFault(link)).toBeNull();
    else expect(linkFault(link)).toMatch(fault);
  });

  test('no words make the check throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.webUrl(), (text, url) => {
        checkPinText(
          { title: text, description: text, link: text, altText: text, dominantColor: text },
          fields,
        );
        expect(linkFault(url.replace(/^http:/, 'https:'))).toBeNull();
      }),
    );
  });
});

describe('the default title', () => {
  test('is the first line that says something', () => {
    expect(defaultTitle('\n  \n First line \nSecond')).toBe('First line');
    expect(defaultTitle(' \n ')).toBeNull();
  });

  test('is never too long and ends at a word', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 60 }), (text) => {
        expect(countCharacters(defaultTitle(text) ?? '')).toBeLessThanOrEqual(pinLimits.title);
      }),
    );
    expect(defaultTitle('word '.repeat(40))).toMatch(/word…$/);
  });
});
