import type { Tool } from '../tool.ts';
import { accountTools } from './accounts.ts';
import { boardTools } from './boards.ts';
import { keywordTools } from './keywords.ts';
import { numberTools } from './numbers.ts';
import { planTools } from './plan.ts';
import { postTools } from './posts.ts';

/** Every tool, in the order in which work goes. */
export const tools: readonly Tool[] = [
  ...accountTools,
  ...boardTools,
  ...keywordTools,
  ...planTools,
  ...postTools,
  ...numberTools,
];
