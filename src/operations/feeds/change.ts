import { newId } from '../../domain/ids.ts';
import {
  deleteFeed as removeFeed,
  insertFeed,
  updateFeed as changeFeed,
} from '../../store/index.ts';
import { implement } from '../operation.ts';
import { approvalIsDue } from '../permission.ts';
import { ofAccount, ofFeed } from '../within.ts';
import { boardsNamed, requireBoards } from './boards.ts';
import { fetchFeed } from './fetch-feed.ts';
import { presentFeed, requireFeed } from './present.ts';

export const createFeed = implement('feeds.create', {
  scope: 'posts:publish',
  within: ofAccount,
  async run(context, input) {
    const { url, accountId, board, rules, makes } = input;
    await requireBoards(context, accountId, boardsNamed(input));
    const { title } = await fetchFeed(context, url);
    const id = newId(context.clock());
    const name = input.name ?? title?.slice(0, 100) ?? new URL(url).host;
    const row = await context.commit({ subject: { type: 'feed', id }, details: { name } }, (tx) =>
      insertFeed(tx, {
        id,
        workspaceId: context.workspaceId,
        accountId,
        name,
        url,
        title,
        board,
        rules: JSON.stringify(rules),
        makes,
        needsApproval: approvalIsDue(context),
        firstReadAt: null,
        readAt: null,
        dueAt: new Date(context.store.clock.nowMs()),
      }),
    );
    return { message: 'New entries will become posts from now on.', feed: presentFeed(row) };
  },
  repeat: async (context, feedId) => ({
    message: 'This feed was added before.',
    feed: presentFeed(await requireFeed(context, feedId)),
  }),
});

export const updateFeed = implement('feeds.update', {
  scope: 'posts:publish',
  within: ofFeed,
  async run(context, { feedId, rules, isPaused, ...given }) {
    const before = await requireFeed(context, feedId);
    await requireBoards(
      context,
      before.accountId,
      boardsNamed({ board: given.board ?? before.board, rules: rules ?? before.rules }),
    );
    const { name, board, makes } = given;
    const row = await context.commit({ subject: { type: 'feed', id: feedId } }, (tx) =>
      changeFeed(tx, feedId, {
        name: name ?? before.name,
        board: board ?? before.board,
        makes: makes ?? before.makes,
        needsApproval: before.needsApproval || approvalIsDue(context),
        ...(rules && { rules: JSON.stringify(rules) }),
        ...(isPaused !== undefined && {
          isPaused,
          dueAt: isPaused ? null : new Date(context.store.clock.nowMs()),
        }),
      }),
    );
    return { message: 'Feed changed.', feed: presentFeed(row ?? before) };
  },
  repeat: async (context, feedId) => ({
    message: 'Feed changed.',
    feed: presentFeed(await requireFeed(context, feedId)),
  }),
});

const gone = { message: 'The feed is read no more.' };

export const deleteFeed = implement('feeds.delete', {
  scope: 'posts:publish',
  within: ofFeed,
  async run(context, { feedId }) {
    const { name } = await requireFeed(context, feedId);
    await context.commit({ subject: { type: 'feed', id: feedId }, details: { name } }, (tx) =>
      removeFeed(tx, feedId),
    );
    return gone;
  },
  repeat: () => Promise.resolve(gone),
});
