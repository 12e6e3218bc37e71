import type { Route } from '../../door/index.ts';
import { analyticsRoutes } from './analytics.ts';
import { channelRoutes } from './channels.ts';
import { fileRoutes } from './files.ts';
import { notificationRoutes } from './notifications.ts';
import { postRoutes } from './posts.ts';

/** Every call of Postiz' public API that concerns Pinterest. */
export const routes: readonly Route[] = [
  ...channelRoutes,
  ...fileRoutes,
  ...postRoutes,
  ...analyticsRoutes,
  ...notificationRoutes,
];
