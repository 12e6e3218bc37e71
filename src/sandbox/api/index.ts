import type { Operation } from '../protocol/operation.ts';
import { accountOperations } from './account.ts';
import { analyticsOperations } from './analytics.ts';
import { boardOperations } from './boards.ts';
import { mediaOperations } from './media.ts';
import { oauthOperations } from '../oauth/exchange.ts';
import { pinOperations } from './pins.ts';
import { searchOperations } from './search.ts';
import { sectionOperations } from './sections.ts';
import { trendOperations } from './trends.ts';

/** Every v5 operation the sandbox serves. What is not here answers 404 code 11. */
export const operations: readonly Operation[] = [
  ...oauthOperations,
  ...accountOperations,
  ...boardOperations,
  ...sectionOperations,
  // Before the Pins: a path with an id would take the name of one without for an id.
  ...analyticsOperations,
  ...pinOperations,
  ...mediaOperations,
  ...searchOperations,
  ...trendOperations,
];
