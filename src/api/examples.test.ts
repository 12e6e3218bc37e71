import { expect, test } from 'vitest';
import { api, type Endpoint } from '../contract/index.ts';
import { examples } from './examples.ts';

test.each(Object.entries(examples))('%s: the example is what the call takes', (name, example) => {
  const { input, path, body, readAliases } = (api as Record<string, Endpoint>)[name] ?? {};
  expect(body).toMatch(/json/i);
  const parts = [...(path ?? '').matchAll(/\{(\w+)\}/g)].map(([, part = '']) => [part, 'x']);
  const whole = { ...example, ...(Object.fromEntries(parts) as object) };
  expect(readAliases?.(whole) ?? whole).toEqual(whole); // In our own words.
  const read = input?.safeParse(whole);
  expect(read?.error?.issues).toBeUndefined();
  expect(read?.success).toBe(true);
});
