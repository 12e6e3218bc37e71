import { accountGroups } from './account-groups.ts';
import { accounts } from './accounts.ts';
import { analytics } from './analytics.ts';
import { audit } from './audit.ts';
import { boards } from './boards.ts';
import { connections } from './connections.ts';
import { deviceLogins } from './device-logins.ts';
import type { Endpoint } from './endpoint.ts';
import { events } from './events.ts';
import { feeds } from './feeds.ts';
import { instance } from './instance.ts';
import { keywords } from './keywords.ts';
import { media } from './media.ts';
import { people } from './people.ts';
import { pins } from './pins.ts';
import { postImports } from './post-imports.ts';
import { posts } from './posts.ts';
import { queues } from './queues.ts';
import { restored } from './restored.ts';
import { tools } from './tools.ts';
import { webhooks } from './webhooks.ts';
import { workspaces } from './workspaces.ts';
import { zernioAnalytics } from './zernio-analytics.ts';

export type { Body, Effect, Endpoint } from './endpoint.ts';

/**
 * Every call of the API by name. Operations implement it; routes, the OpenAPI document and the SDK are made from it.
 */
export const api = {
  ...posts,
  ...postImports,
  ...restored,
  ...queues,
  ...accounts,
  ...connections,
  ...accountGroups,
  ...boards,
  ...pins,
  ...keywords,
  ...analytics,
  ...zernioAnalytics,
  ...media,
  ...events,
  ...feeds,
  ...instance,
  ...people,
  ...deviceLogins,
  ...workspaces,
  ...audit,
  ...tools,
  ...webhooks,
} as const satisfies Record<string, Endpoint>;

export type Api = typeof api;
export type EndpointName = keyof Api;
