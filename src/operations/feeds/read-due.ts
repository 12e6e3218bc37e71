import { CreatedPost } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { boardOf, keysOf, type EntryKeys, type FeedEntry } from '../../domain/feeds/entry.ts';
import {
  findFeed,
  learnHashes,
  recordEntry,
  seenHashes,
  updateFeed,
  type FeedRow,
  type LeasedRows,
} from '../../store/index.ts';
import type { Call, OperationDeps } from '../context.ts';
import { execute } from '../execute.ts';
import { createPost } from '../posts/create.ts';
import { boardsNamed, requireBoards } from './boards.ts';
import { fetchFeed } from './fetch-feed.ts';

/** Milliseconds until a feed is read again: after a reading, while entries are left, and after a failure. Ours. */
const next = { reading: 30 * 60_000, rest: 60_000, failure: 30 * 60_000 };
/** New entries taken in one reading, so that its lease is long enough. Ours. */
const atOnce = 10;

/** The handler of `feed`: reads it, and makes a post of each entry that it has not shown before. */
export const readDueFeed =
  (deps: OperationDeps, rows: Pick<LeasedRows<FeedRow>, 'finish'>) =>
  async (feed: FeedRow, signal: AbortSignal): Promise<void> => {
    const { store } = deps;
    let failure: Problem | null = null;
    let left = false;
    try {
      ({ left, failure } = await takeEntries(deps, feed, signal));
    } catch (error) {
      if (!(error instanceof LinchpinError)) throw error;
      [failure] = error.problems;
    }
    const now = new Date(store.clock.nowMs());
    await updateFeed(store.db, feed.id, {
      problem: failure && JSON.stringify(failure),
      ...(failure === null && { readAt: now }),
    });
    const waitMs = failure ? next.failure : left ? next.rest : next.reading;
    // It may have been paused meanwhile.
    const present = await findFeed(store.db, [feed.workspaceId], feed.id);
    const dueAt = present?.isPaused ? null : new Date(now.getTime() + waitMs);
    await rows.finish(store.db, feed, dueAt);
  };

interface Taken {
  /** Whether new entries are left for the next reading. */
  left: boolean;
  /** An entry that could not be taken for now, and is tried again. */
  failure: Problem | null;
}

async function takeEntries(
  deps: OperationDeps,
  feed: FeedRow,
  signal: AbortSignal,
): Promise<Taken> {
  const { store } = deps;
  // Without its account every entry would be refused, and never tried again.
  await requireBoards({ store, workspaceId: feed.workspaceId }, feed.accountId, boardsNamed(feed));
  const { title, entries } = await fetchFeed(deps, feed.url, signal);
  const known = entries.map((entry) => ({ entry, keys: keysOf(entry) }));
  const seen = await seenHashes(
    store.db,
    feed.id,
    known.flatMap(({ keys }) => [...keys.sure, keys.likely]),
  );
  // A known entry may have another guid or link by now, and yet another one later.
  await learnHashes(
    store.db,
    feed.id,
    known.flatMap(({ keys }) => {
      const entryId = keys.sure.flatMap((key) => seen.get(key) ?? [])[0];
      if (entryId === undefined) return [];
      return hashesOf(keys).flatMap((hash) => (seen.has(hash) ? [] : [{ hash, entryId }]));
    }),
  );
  // The oldest first: feeds begin with the newest.
  const fresh = known.filter(({ keys }) => !keys.sure.some((key) => seen.has(key))).reverse();
  if (feed.firstReadAt === null) {
    await store.transaction(async (tx) => {
      for (const { entry, keys } of fresh)
        await recordEntry(tx, feed.id, { ...entry, hashes: hashesOf(keys), outcome: 'old' });
      await updateFeed(tx, feed.id, { title, firstReadAt: new Date(store.clock.nowMs()) });
    });
    return { left: false, failure: null };
  }
  let failure: Problem | null = null;
  for (const { entry, keys } of fresh.slice(0, atOnce)) {
    signal.throwIfAborted();
    failure = (await takeEntry(deps, feed, { entry, keys, seen })) ?? failure;
  }
  return { left: fresh.length > atOnce, failure };
}

const hashesOf = ({ sure, likely }: EntryKeys): string[] => [...sure, likely];

/** @returns why it could not be taken for now; null: it is done with. */
async function takeEntry(
  deps: OperationDeps,
  feed: FeedRow,
  { entry, keys, seen }: { entry: FeedEntry; keys: EntryKeys; seen: ReadonlyMap<string, string> },
): Promise<Problem | null> {
  const { store } = deps;
  const doubt = entry.imageUrl === null || seen.has(keys.likely);
  // Under a key, so that a reading that was cut off makes no second post.
  const call: Call = {
    ...deps,
    publishWaitMs: 0,
    actor: {
      type: 'system',
      id: feed.id,
      name: `Feed ${feed.name}`,
      grants: [{ workspaceId: feed.workspaceId, scopes: ['posts:write', 'posts:publish'] }],
    },
    idempotencyKey: { value: `feed ${feed.id} ${keys.sure[0] ?? keys.likely}`, strict: true },
  };
  const noted = { title: entry.title, link: entry.link, hashes: hashesOf(keys) };
  try {
    const { post } = CreatedPost.parse(
      await execute(createPost, call, postOf(feed, entry, doubt ? 'draft' : feed.makes)),
    );
    const why = doubt ? problem('FEED_ENTRY_DOUBTFUL', { severity: 'warning' }) : null;
    await store.transaction((tx) =>
      recordEntry(tx, feed.id, { ...noted, outcome: 'made', postId: post._id, problem: why }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof LinchpinError)) throw error;
    const [first] = error.problems;
    if (first.retryable) return first;
    const made = madeBefore(first);
    await store.transaction((tx) =>
      recordEntry(tx, feed.id, {
        ...noted,
        ...(made === null
          ? { outcome: 'refused', problem: first }
          : { outcome: 'made', postId: made }),
      }),
    );
    return null;
  }
}

/** The post that a reading made before it was cut off, of an entry that says something else by now. */
function madeBefore({ code, details }: Problem): string | null {
  const postId = details?.['existingPostId'];
  return code === 'IDEMPOTENCY_KEY_REUSED' && typeof postId === 'string' ? postId : null;
}

function postOf(feed: FeedRow, entry: FeedEntry, makes: FeedRow['makes']): object {
  const requiresApproval = makes === 'approval' || feed.needsApproval;
  return {
    content: entry.text,
    ...(entry.imageUrl !== null && { mediaItems: [{ url: entry.imageUrl }] }),
    platforms: [
      {
        platform: 'pinterest',
        accountId: feed.accountId,
        platformSpecificData: {
          boardId: boardOf(entry, feed.rules, feed.board),
          ...(entry.title !== '' && { title: entry.title }),
          ...(entry.link !== null && { link: entry.link }),
        },
      },
    ],
    metadata: { feedId: feed.id },
    ...(makes === 'draft'
      ? { isDraft: true }
      : makes === 'queue'
        ? { queuedFromProfile: feed.workspaceId, requiresApproval }
        : { publishNow: true, requiresApproval }),
  };
}
