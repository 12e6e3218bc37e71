import type { Dispatcher } from 'undici';
import type { Clock } from '../domain/time/clock.ts';
import { classifyHost } from '../domain/address.ts';
import type { RequestObserver } from '../pinterest/index.ts';
import type { Box } from '../encryption/index.ts';
import { createPinterestAccess, type PinterestAccess } from '../pinterest-access/index.ts';
import type { Host, Store } from '../store/index.ts';

/** The Pinterest this process talks to: Pinterest itself, or a sandbox. */
export interface PinterestHost {
  apiUrl: string;
  oauthUrl: string;
  clientId: string;
  clientSecret: string;
  /** Origin of the sandbox's pages; null: Pinterest itself. */
  sandboxUrl: string | null;
}

/** The host whose tokens it takes. */
export const hostOf = ({ apiUrl, sandboxUrl }: PinterestHost): Host =>
  sandboxUrl !== null
    ? 'sandbox'
    : new URL(apiUrl).hostname === 'api-sandbox.pinterest.com'
      ? 'api-sandbox.pinterest.com'
      : 'api.pinterest.com';

/** Access to these for the users whose accounts are connected here. */
export const pinterestAccess = (options: {
  store: Store;
  box: Box;
  hosts: readonly PinterestHost[];
  dispatcher: Dispatcher;
  version: string;
  clock: Clock;
  onRequest: RequestObserver;
  onError: (error: unknown, during: string) => void;
}): PinterestAccess =>
  createPinterestAccess({
    store: options.store,
    box: options.box,
    apps: options.hosts.map((app) => ({ ...app, host: hostOf(app) })),
    dispatcher: options.dispatcher,
    userAgent: `Linchpin/${options.version}`,
    clock: options.clock,
    onRequest: options.onRequest,
    onError: (error) => options.onError(error, 'asking Pinterest'),
  });

/** A sandbox on this machine reaches everything; elsewhere it reaches what Pinterest does: public addresses only. */
export const pinterestCanReach = (publicUrl: string | null, pinterest: PinterestHost): boolean =>
  (pinterest.sandboxUrl !== null && isHere(pinterest.apiUrl)) ||
  (publicUrl !== null && classifyHost(new URL(publicUrl).hostname) !== 'private');

const isHere = (url: string): boolean => classifyHost(new URL(url).hostname) === 'private';
