import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query';
import { client, type Post, type PostFilter, type PostList } from './client.ts';
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

export const useAccountHealth = (accountId: string) =>
  useQuery({
    queryKey: keys.accountHealth(accountId),
    queryFn: () => client.accounts.health(accountId),
    staleTime: 30 * second,
  });
const boardQuery = (accountId: string) => ({
  queryKey: keys.boards(accountId),
  queryFn: () => client.boards.list(accountId),
  enabled: accountId !== '',
  staleTime: 30 * second,
});

/** The boards of an account, and when they were read from Pinterest. */
export const useBoardList = (accountId: string) => useQuery(boardQuery(accountId));

export const useBoards = (accountId: string) =>
  useQuery({ ...boardQuery(accountId), select: ({ boards }) => boards });

export const useSections = (accountId: string, boardId: string) =>
  useQuery({
    queryKey: keys.sections(accountId, boardId),
    queryFn: async () => (await client.sections.list(accountId, boardId)).sections,
  });

/** Reads the boards from Pinterest now. */
export function useRefreshBoards(accountId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.boards.list(accountId, { refresh: 'true' }),
    onSuccess: (list) => {
      cache.setQueryData(keys.boards(accountId), list);
      return cache.invalidateQueries({ queryKey: keys.posts });
    },
  });
}

/** Does something with boards, sections or the Pins planned for them, and shows all of these anew. */
export function useBoardWork(accountId: string, onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: onDone,
    onSettled: () =>
      Promise.all(
        [keys.boards(accountId), keys.sectionsOf(accountId), keys.posts].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Whether the post is about to change without anybody's doing. A held Pin waits for hours: it does not move. */
export const isMoving = (post: Post, now = Date.now()) =>
  post.platforms.every(({ heldReason }) => heldReason === null) &&
  (post.status === 'publishing' ||
    (post.status === 'scheduled' &&
      (post.scheduledFor === null || Date.parse(post.scheduledFor) <= now + 5 * second)));

/** Milliseconds until a moving post is asked for again: 2 s at first, then ever more rarely. */
export const nextLook = (looks: number) => Math.min(2 * second * 1.25 ** looks, 30 * second);

const pageSize = 24;

/** Planned ones by their time, all others newest first. `useMovingPosts` follows what moves. */
export const usePosts = (filter: Pick<PostFilter, 'status' | 'search'>) =>
  useInfiniteQuery({
    queryKey: keys.postList(filter),
    queryFn: ({ pageParam }) =>
      client.posts.list({
        ...filter,
        page: pageParam,
        limit: pageSize,
        sortBy: filter.status === 'scheduled' ? 'scheduled-asc' : 'created-desc',
      }),
    initialPageParam: 1,
    getNextPageParam: ({ pagination }) =>
      pagination.page < pagination.pages ? pagination.page + 1 : undefined,
    placeholderData: keepPreviousData,
    // Beyond the first pages only a person's own look asks again: all of them would be asked for.
    refetchInterval: ({ state }) => (state.data?.pages.length ?? 0) <= 2 && 15 * second,
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
    refetchInterval: ({ state }) => moving && nextLook(state.dataUpdateCount),
  });

/** A held Pin goes out by itself some time: it is asked for twice a minute. */
function followAgain(post: Post | undefined, looks: number): number | false {
  if (!post) return false;
  if (isMoving(post)) return nextLook(looks) / 2;
  return post.platforms.some(({ heldReason }) => heldReason !== null) && 30 * second;
}

/** Follows one post until it stands still. */
export const useFollowedPost = (accepted: Post) =>
  useQuery({
    queryKey: keys.post(accepted._id),
    queryFn: async () => (await client.posts.get(accepted._id)).post,
    initialData: accepted,
    refetchInterval: ({ state }) => followAgain(state.data, state.dataUpdateCount),
  });

/**
 * Follows the posts that move, each by itself, and puts what became of them into the lists. `now` in ms since 1970, up
 * to 15 s old: as it goes on, planned posts fall due on whichever page of the list they are.
 */
export function useMovingPosts(posts: readonly Post[], now: number): void {
  const cache = useQueryClient();
  useQueries({
    queries: posts
      .filter((post) => isMoving(post, now + 15 * second))
      .map((post) => ({
        queryKey: keys.post(post._id),
        queryFn: async () => {
          const { post: now } = await client.posts.get(post._id);
          cache.setQueriesData<InfiniteData<PostList>>({ queryKey: keys.postLists }, (lists) =>
            lists ? withPost(lists, now) : lists,
          );
          return now;
        },
        refetchInterval: ({ state }: { state: { dataUpdateCount: number } }) =>
          nextLook(state.dataUpdateCount),
      })),
  });
}

const withPost = (lists: InfiniteData<PostList>, now: Post): InfiniteData<PostList> => ({
  ...lists,
  pages: lists.pages.map((page) => ({
    ...page,
    posts: page.posts.map((post) => (post._id === now._id ? now : post)),
  })),
});
