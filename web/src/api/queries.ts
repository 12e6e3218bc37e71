import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { client, type Post, type PostFilter } from './client.ts';
import { keys } from './keys.ts';

const second = 1000;

export const useInstance = () =>
  useQuery({
    queryKey: keys.instance,
    queryFn: () => client.instance.get(),
    staleTime: 60 * second,
  });

export const useAccounts = () =>
  useQuery({
    queryKey: keys.accounts,
    queryFn: async () => (await client.accounts.list({ platform: 'pinterest' })).accounts,
    staleTime: 60 * second,
  });

export const useBoards = (accountId: string) =>
  useQuery({
    queryKey: keys.boards(accountId),
    queryFn: async () => (await client.boards.list(accountId)).boards,
    enabled: accountId !== '',
    staleTime: 30 * second,
  });

/** Whether the post is about to change without anybody's doing. */
export const isMoving = (post: Post, now = Date.now()) =>
  post.status === 'publishing' ||
  (post.status === 'scheduled' &&
    (post.scheduledFor === null || Date.parse(post.scheduledFor) <= now + 5 * second));

const pageSize = 24;

/** Newest first. Asks every 2 s while something moves, else every 15 s; not while hidden. */
export const usePosts = (filter: Pick<PostFilter, 'status' | 'search'>) =>
  useInfiniteQuery({
    queryKey: keys.postList(filter),
    queryFn: ({ pageParam }) =>
      client.posts.list({ ...filter, page: pageParam, limit: pageSize, sortBy: 'created-desc' }),
    initialPageParam: 1,
    getNextPageParam: ({ pagination }) =>
      pagination.page < pagination.pages ? pagination.page + 1 : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.posts.some((post) => isMoving(post)))
        ? 2 * second
        : 15 * second,
  });

/** Pins out of a backup that wait for a person's answer. */
export const useRestored = () =>
  useQuery({
    queryKey: keys.restored,
    queryFn: () => client.restored.list(),
    refetchInterval: 60 * second,
  });

/** What happened to a Pin, the newest entries; followed while its post moves. null: the Pin is gone. */
export const useTimeline = (postId: string, pinId: string, moving: boolean) =>
  useQuery({
    queryKey: keys.timeline(pinId),
    queryFn: async () => (await client.posts.timeline(postId, { pinId })).pins[0] ?? null,
    refetchInterval: moving ? 2 * second : false,
  });

/** Follows one post until it stands still. */
export const useFollowedPost = (accepted: Post) =>
  useQuery({
    queryKey: keys.post(accepted._id),
    queryFn: async () => (await client.posts.get(accepted._id)).post,
    initialData: accepted,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? second : false),
  });
