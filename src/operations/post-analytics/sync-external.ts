import { setTimeout as pause } from 'node:timers/promises';
import type { ExternalPost } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { parseUrl } from '../../domain/parse-url.ts';
import {
  askForImport,
  importProgress,
  putLivePins,
  type AccountRow,
  type ImportProgress,
  type SeenPin,
} from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { analyticsOf, mediaItemsOf, mediaTypeOf } from './present.ts';
import { readSeen } from './seen.ts';

/** Milliseconds after a reading during which another one is skipped, as Zernio has it. */
const debounceMs = 15_000;
/** Milliseconds that a reading of all Pins is waited for; it goes on by itself. Ours. */
const waitMs = 20_000;
/** Milliseconds between looks at it. */
const lookEveryMs = 200;
/** Pins made elsewhere in an answer. Ours. */
const mostShown = 50;

interface Wanted {
  accountId: string;
  url?: string | undefined;
  postId?: string | undefined;
}

export const syncExternalPosts = implement('postAnalytics.sync', {
  scope: 'analytics:write',
  within: ofAccount,
  async run(context, input) {
    const account = await requireAccount(context, input.accountId);
    const { id, status, username, identityId } = account;
    if (status !== 'connected')
      throw refusal('ACCOUNT_DISCONNECTED', { field: 'accountId', values: { username } });
    const committed = { subject: { type: 'account' as const, id }, details: { username } };
    const pinId = await readPinId(context, input);
    if (pinId !== null) {
      const told = await context.pinterest.lookForPin({ identityId }, pinId);
      const isThere = typeof told === 'object';
      await context.commit(committed, async (tx) => {
        if (isThere) await putLivePins(tx, identityId, [told]);
      });
      const count = isThere ? 1 : 0;
      const synced = { postsFound: count, postsSynced: count, skipped: false };
      return { synced, ...(await presentOne(context, account, isThere ? pinId : null)) };
    }
    const before = await importProgress(context.store.db, identityId);
    const skipped = isFresh(before, context.store.clock.nowMs());
    await context.commit(committed, async (tx) => {
      if (!skipped) await askForImport(tx, identityId, false);
    });
    if (!skipped) await imported(context, identityId, before);
    return presentAll(context, account, skipped);
  },
  repeat: async (context, accountId, input) => {
    const account = await requireAccount(context, accountId);
    const pinId = await readPinId(context, input);
    if (pinId === null) return presentAll(context, account, true);
    const synced = { postsFound: 0, postsSynced: 0, skipped: true };
    return { synced, ...(await presentOne(context, account, pinId)) };
  },
});

/** The Pin that is named; null: none is. @throws LinchpinError INVALID_FIELD_VALUE */
async function readPinId(
  { followLink }: Pick<Context, 'followLink'>,
  { url, postId }: Wanted,
): Promise<string | null> {
  if (postId !== undefined) {
    if (!/^\d{1,30}$/.test(postId)) throw wrong('postId', 'it is no id of a Pin, which is digits.');
    return postId;
  }
  if (url === undefined) return null;
  const parsed = parseUrl(/^https?:\/\//i.test(url) ? url : `https://${url}`);
  if (!parsed) throw wrong('url', 'it is no address.');
  const isShort = parsed.hostname === 'pin.it';
  const place = isShort ? parseUrl((await followLink(parsed.href)).finalUrl) : parsed;
  const id = /\/pin\/(?:[^/]*--)?(\d{1,30})(?:\/|$)/.exec(place?.pathname ?? '')?.[1];
  if (id === undefined) throw wrong('url', 'it does not lead to a Pin.');
  return id;
}

const wrong = (field: string, reason: string) =>
  refusal('INVALID_FIELD_VALUE', { field, values: { field, reason } });

const isFresh = (found: ImportProgress | undefined, nowMs: number): boolean =>
  found?.phase === null &&
  found.finishedAt !== null &&
  nowMs - found.finishedAt.getTime() < debounceMs;

/** Waits until the reading has ended or has to wait itself, for `waitMs` at most. */
async function imported(
  { store }: Pick<Context, 'store'>,
  identityId: string,
  before: ImportProgress | undefined,
): Promise<void> {
  const end = performance.now() + waitMs;
  while (performance.now() < end) {
    const now = await importProgress(store.db, identityId);
    if (now && now.finishedAt?.getTime() !== before?.finishedAt?.getTime()) return;
    const isAtRest = now?.leaseOwner === null && (now.dueAt?.getTime() ?? 0) > store.clock.nowMs();
    if (isAtRest) return;
    await pause(lookEveryMs);
  }
}

async function presentAll(context: Context, account: AccountRow, skipped: boolean) {
  const { store } = context;
  const found = await importProgress(store.db, account.identityId);
  const seen = found?.pins.seen ?? 0;
  const pins = await readSeen(context, [account], {
    accountId: account.id,
    ours: false,
    limit: mostShown,
  });
  return {
    synced: { postsFound: seen, postsSynced: seen, skipped },
    posts: pins.map((pin) => presentExternal(context, account, pin)),
  };
}

async function presentOne(context: Context, account: AccountRow, pinId: string | null) {
  const [pin] =
    pinId === null
      ? []
      : await readSeen(context, [account], { accountId: account.id, pinterestPinId: pinId });
  return { found: pin !== undefined, post: pin ? presentExternal(context, account, pin) : null };
}

function presentExternal(
  { links }: Pick<Context, 'links'>,
  account: AccountRow,
  pin: SeenPin,
): ExternalPost {
  const mediaType = mediaTypeOf(pin);
  return {
    platform: 'pinterest',
    platformPostId: pin.pinterestPinId,
    platformPostUrl: links.pin(account, pin.pinterestPinId),
    content: pin.content,
    ...(pin.publishedAt && { publishedAt: pin.publishedAt.toISOString() }),
    ...(mediaType && { mediaType }),
    ...(pin.coverUrl !== null && { thumbnailUrl: pin.coverUrl }),
    mediaItems: mediaItemsOf(pin),
    ...(pin.lifetime && { analytics: analyticsOf([pin]) }),
  };
}
