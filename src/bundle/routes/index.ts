import type { Route } from '../route.ts';
import { organizationRoutes } from './organization.ts';
import { analyticsRoutes } from './analytics.ts';
import { csvRoutes } from './csv.ts';
import { historyRoutes } from './history.ts';
import { pinRoutes } from './pins.ts';
import { postRoutes } from './posts.ts';
import { socialAccountRoutes } from './social-accounts.ts';
import { teamRoutes } from './teams.ts';
import { uploadRoutes } from './uploads.ts';

/** Every call of this API. */
export const routes: readonly Route[] = [
  ...organizationRoutes,
  ...teamRoutes,
  ...socialAccountRoutes,
  ...uploadRoutes,
  ...postRoutes,
  ...analyticsRoutes,
  ...pinRoutes,
  ...historyRoutes,
  ...csvRoutes,
];
