import {
  ChangedFeed,
  CreateFeedInput,
  FeedEntries,
  FeedIdInput,
  FeedList,
  ListFeedsInput,
  UpdateFeedInput,
} from '../feed.ts';
import { Message } from '../values.ts';
import { endpoint } from './endpoint.ts';

export const feeds = {
  'feeds.list': endpoint({
    method: 'GET',
    path: '/api/v1/feeds',
    summary: 'The feeds whose new entries become posts',
    effect: 'read',
    body: 'none',
    input: ListFeedsInput,
    output: FeedList,
  }),
  'feeds.create': endpoint({
    method: 'POST',
    path: '/api/v1/feeds',
    summary: 'Lets new entries of a feed become posts; those that are in it now do not',
    effect: 'database',
    body: 'json',
    input: CreateFeedInput,
    output: ChangedFeed,
    status: 201,
  }),
  'feeds.update': endpoint({
    method: 'PATCH',
    path: '/api/v1/feeds/{feedId}',
    summary: 'Changes what becomes of the entries of a feed, or pauses it',
    effect: 'database',
    body: 'json',
    input: UpdateFeedInput,
    output: ChangedFeed,
  }),
  'feeds.delete': endpoint({
    method: 'DELETE',
    path: '/api/v1/feeds/{feedId}',
    summary: 'Reads a feed no more; what was made of it stays',
    effect: 'database',
    body: 'none',
    input: FeedIdInput,
    output: Message,
    destructive: true,
  }),
  'feeds.entries': endpoint({
    method: 'GET',
    path: '/api/v1/feeds/{feedId}/entries',
    summary: 'What became of the latest entries of a feed',
    effect: 'read',
    body: 'none',
    input: FeedIdInput,
    output: FeedEntries,
  }),
} as const;
