import { listFeedEntries, listFeeds as readFeeds } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace, ofFeed } from '../within.ts';
import { presentFeed, requireFeed } from './present.ts';

export const listFeeds = implement('feeds.list', {
  scope: 'posts:read',
  within: everyWorkspace,
  run: async ({ store, workspaceIds }) => ({
    feeds: (await readFeeds(store.db, workspaceIds)).map(presentFeed),
  }),
});

/** Shown at most: what happened lately. */
const shown = 100;

export const feedEntries = implement('feeds.entries', {
  scope: 'posts:read',
  within: ofFeed,
  async run(context, { feedId }) {
    const feed = await requireFeed(context, feedId);
    const rows = await listFeedEntries(context.store.db, feed.id, shown);
    return {
      entries: rows.flatMap(({ title, link, outcome, postId, problem, seenAt }) =>
        outcome === 'old'
          ? []
          : [{ title, link, outcome, postId, problem, seenAt: seenAt.toISOString() }],
      ),
    };
  },
});
