import type { Random } from './random.ts';

const long = (unit: string, bytes: number) => unit.repeat(Math.ceil(bytes / unit.length));

/** Texts that break parsers, databases, clocks and address checks, and ones that make patterns slow. */
const texts: readonly [string, ...string[]] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '�',
  '\u202e\u200b\ufeff',
  'é',
  '٣٤',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  'null',
  'undefined',
  'true',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '%00',
  '%',
  '%zz',
  "' or 1=1; --",
  '${7*7}{{7*7}}',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:60Z',
  '2026-02-30T25:61:00+99:99',
  '2026-03-29T02:30',
  'Europe/Nowhere',
  'Mars/Olympus',
  'http://',
  'http://[::1',
  'http://127.0.0.1:1/x',
  'http://[::ffff:127.0.0.1]/',
  'http://169.254.169.254/latest',
  `http://${long('a', 64)}.example/`,
  `http://${long('a.', 300)}example/`,
  'http://user:pass@example.invalid/',
  'https://example.invalid:99999/',
  'ftp://example.invalid/',
  'javascript:alert(1)',
  'data:image/png;base64,AAAA',
  'file:///etc/passwd',
];

/** Hundreds of kilobytes that a careless pattern or comparison walks again and again. */
const longTexts: readonly [string, ...string[]] = [
  long('a', 300_000),
  long('<', 300_000),
  long('<a ', 300_000),
  long('&#', 300_000),
  long('{', 300_000),
  long('[', 300_000),
  long('{{', 300_000),
  long(' ', 300_000),
  long(' \n', 300_000),
  long('#a ', 300_000),
  long('http://', 300_000),
  long('a.', 300_000),
  long('%', 300_000),
  long('👩‍👩‍👧', 300_000),
  long('e\u0301', 300_000),
  long('0', 300_000),
  long('+00:00', 300_000),
  long('\ud800', 300_000),
];

const numbers: readonly [number, ...number[]] = [
  0,
  -0,
  -1,
  1.5,
  1e-7,
  2_147_483_648,
  -2_147_483_649,
  Number.MAX_SAFE_INTEGER,
  1e308,
  -1e308,
];

/** A value of JSON that nobody means. */
export function hostileValue(random: Random): unknown {
  const kinds: readonly [() => unknown, ...(() => unknown)[]] = [
    () => random.pick(texts),
    () => random.pick(texts),
    () => random.pick(texts),
    () => random.pick(numbers),
    () => random.pick<unknown>([null, true, false, [], {}, [[]], [null], [{}], { a: {} }]),
    () => ({ ['__proto__x']: 1, constructor: { prototype: {} } }),
    () => (random.chance(0.2) ? random.pick(longTexts) : 'x'),
    () => (random.chance(0.2) ? many(random) : [1, 2, 3]),
    () => (random.chance(0.2) ? nested(random.pick([99, 101, 1_000])) : [[[]]]),
  ];
  return random.pick(kinds)();
}

/** A list or an object of many entries, up to the size of a body. */
const many = (random: Random): unknown => {
  const count = random.pick([999, 1_001, 20_001, 110_000]);
  const entry = random.pick<unknown>([1, 'x', null, {}, { url: 'x' }, { platform: 'pinterest' }]);
  if (random.chance(0.3))
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, entry]));
  return Array.from({ length: count }, () => entry);
};

function nested(levels: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level++) value = level % 2 ? { a: value } : [value];
  return value;
}

/** For a place in an address or a query. */
export const hostileText = (random: Random): string => random.pick(texts);
