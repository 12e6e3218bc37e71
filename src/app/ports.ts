import { isId } from '../domain/ids.ts';
import type { ConnectionPort } from '../connect-pages/index.ts';
import { hashKey } from '../domain/api-key.ts';
import type { Scope } from '../domain/scopes.ts';
import { uploadIsSigned, type FilePort } from '../http/index.ts';
import type { DatabaseFigures } from '../metrics/index.ts';
import type { PresentPost } from '../deliveries/index.ts';
import { callerById } from './callers.ts';
import { presentPost, type Actor, type Links } from '../operations/index.ts';
import {
  bindConnection,
  countPublishers,
  findConnection,
  findPost,
  countAccounts,
  getMedia,
  countUsedUp,
  fullestCounters,
  readBacklog,
  readWebhookFigures,
  type Db,
  type Store,
} from '../store/index.ts';

/** Implementations of the ports of http and operations. */

export const filePort = (store: Store): FilePort => ({
  find: async (mediaId, version) => {
    const media = isId(mediaId) ? await getMedia(store.db, mediaId) : null;
    if (media?.status !== 'ready') return null;
    const { originalKey, preparedKey, preparedType, preparedBytes, bytes, format } = media;
    // Only a GIF is served as it was uploaded; any other file could be an HTML page.
    if (version === 'original')
      return originalKey !== null && bytes !== null && format === 'gif'
        ? { key: originalKey, contentType: 'image/gif', bytes }
        : null;
    return preparedKey !== null && preparedType !== null && preparedBytes !== null
      ? { key: preparedKey, contentType: preparedType, bytes: preparedBytes }
      : null;
  },
});

/** A series for each of 100,000 accounts would be more than a monitor takes. */
const shownCounters = 20;

/** What the figures at /metrics say of the database, for all workspaces together. */
export const databaseFigures = async (db: Db): Promise<DatabaseFigures> => {
  const [backlog, counters, usedUp, accounts, webhooks, publishers] = await Promise.all([
    readBacklog(db, null),
    fullestCounters(db, shownCounters),
    countUsedUp(db),
    countAccounts(db),
    readWebhookFigures(db),
    countPublishers(db),
  ]);
  return { backlog, counters, usedUp, accounts, webhooks, publishers };
};

/** Connections that are under way, by what only their browser or their owner has. */
export const connectionPort = (store: Store): ConnectionPort => ({
  byState: async (state) => (await findConnection(store.db, { stateHash: hashKey(state) })) ?? null,
  byTicket: async (ticket) =>
    (await findConnection(store.db, { ticketHash: hashKey(ticket) })) ?? null,
  bind: async (id, browser) => (await bindConnection(store.db, id, hashKey(browser))) !== undefined,
  // A key that was revoked meanwhile, or a person who may do so no longer, connects nothing.
  actorOf: async ({ askedBy }) => {
    const caller = await callerById(store, askedBy.type, askedBy.id ?? '');
    return caller && { type: caller.type, id: caller.id, name: caller.name, grants: caller.grants };
  },
  ticketActor: async (ticket) => {
    const found = await findConnection(store.db, { ticketHash: hashKey(ticket) });
    return found && found.status === 'granted' && !found.expired
      ? {
          type: 'connection',
          id: found.id,
          name: 'connect token',
          grants: [{ workspaceId: found.workspaceId, scopes: connectionScopes }],
        }
      : null;
  },
});

const connectionScopes: readonly Scope[] = ['accounts:read', 'accounts:write'];
/** A post as the API shows it, for deliveries to webhooks. */
export const postPresenter =
  (store: Pick<Store, 'db'>, links: Links): PresentPost =>
  async (workspaceId, postId) => {
    const full = await findPost(store.db, workspaceId, postId);
    return full ? presentPost({ links }, full) : null;
  };

/** An upload address was issued to a caller with the right to write, for one file. */
export const uploadActor =
  (store: Store, signing: Parameters<typeof uploadIsSigned>[0]) =>
  async (mediaId: string, query: Record<string, unknown>): Promise<Actor | null> => {
    const { expires, signature } = query;
    if (typeof expires !== 'string' || typeof signature !== 'string') return null;
    if (!uploadIsSigned(signing, { mediaId, expires, signature })) return null;
    const media = isId(mediaId) ? await getMedia(store.db, mediaId) : null;
    return media
      ? {
          type: 'upload',
          id: mediaId,
          name: 'upload address',
          grants: [{ workspaceId: media.workspaceId, scopes: ['media:write'] }],
        }
      : null;
  };
