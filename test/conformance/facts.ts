import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from './extract-facts.ts';

/** What Pinterest's official OpenAPI document says of the calls we make, see extract-facts.ts. */
export const facts = JSON.parse(
  readFileSync(join(import.meta.dirname, 'pinterest-facts.json'), 'utf8'),
) as Facts;
