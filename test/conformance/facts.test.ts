import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { extractFacts, factsFile, type Facts } from './extract-facts.ts';
import { facts } from './facts.ts';

/** The official OpenAPI document, not redistributable: path in PINTEREST_OPENAPI, else beside the checkout, else skipped. */
const official =
  process.env['PINTEREST_OPENAPI'] ??
  join(import.meta.dirname, '../../../shared/reference/pinterest-openapi-5.23.0.json');

test.runIf(existsSync(official))(
  'the table of facts is what the official document says',
  async () => {
    const document = JSON.parse(readFileSync(official, 'utf8')) as Facts & {
      info: { version: string };
    };
    await expect(factsFile(extractFacts(document))).toMatchFileSnapshot(
      join(import.meta.dirname, 'pinterest-facts.json'),
    );
  },
);

test('the table of facts holds types and no sentences', () => {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(facts);
  // Patterns may be long; words in a row are a sentence.
  expect(texts.filter((text) => /\w+ \w+ \w+ \w+/.test(text))).toEqual([]);
  expect(Object.keys(facts.paths).length).toBeGreaterThan(20);
});
