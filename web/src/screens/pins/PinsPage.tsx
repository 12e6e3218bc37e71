import classes from './PinsPage.module.css';
import { Text } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useMovingPosts, usePosts } from '../../api/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StaleBar } from '../../ui/StaleBar.tsx';
import { useNow } from '../../ui/useNow.ts';
import { LoadMore } from './LoadMore.tsx';
import { FirstPin, NothingFound } from './EmptyStates.tsx';
import { Masonry, MasonryItem } from './Masonry.tsx';
import { PinCard } from '../../ui/PinCard.tsx';
import { PinFilters } from './PinFilters.tsx';
import { PinSkeletons } from './PinSkeletons.tsx';
import { RestoredQuestion } from './RestoredQuestion.tsx';
import { StatusAnnouncer } from './StatusAnnouncer.tsx';
import type { Post, PostList } from '../../api/client.ts';

export function PinsPage() {
  const { status, q } = useSearch({ from: '/' });
  const posts = usePosts({ ...(status && { status }), ...(q && { search: q }) });
  const filtered = status !== undefined || q !== undefined;
  const shown = distinctPosts(posts.data?.pages ?? []);
  useMovingPosts(shown, useNow());
  const total = posts.data?.pages.at(-1)?.pagination.total;
  const empty = posts.isSuccess && shown.length === 0;

  return (
    <div className={classes.page}>
      <PageHeader title="Pins" />
      <RestoredQuestion />
      {!(empty && !filtered) && <PinFilters status={status} query={q} />}
      {total !== undefined && total > 0 && (
        <Text className={classes.count} size="sm" c="dimmed">
          {filtered ? `${total} found` : `${total} in all`},{' '}
          {status === 'scheduled' ? 'soonest first' : 'newest first'}
        </Text>
      )}
      {posts.isPending && <PinSkeletons />}
      {posts.isLoadingError && (
        <ErrorState error={posts.error} onRetry={() => void posts.refetch()} />
      )}
      {posts.isError && !posts.isLoadingError && (
        <StaleBar since={posts.dataUpdatedAt} onRetry={() => void posts.refetch()} />
      )}
      {empty && (filtered ? <NothingFound /> : <FirstPin />)}
      {shown.length > 0 && (
        <div data-stale={posts.isPlaceholderData || undefined} className={classes.results}>
          <Masonry label="Pins">
            {shown.map((post) => (
              <MasonryItem key={post._id}>
                <PinCard post={post} />
              </MasonryItem>
            ))}
          </Masonry>
          <LoadMore
            more={posts.hasNextPage}
            loading={posts.isFetchingNextPage}
            onMore={() => void posts.fetchNextPage()}
          />
        </div>
      )}
      <StatusAnnouncer posts={shown} />
    </div>
  );
}

/** Posts of all pages, once each: one made meanwhile pushes another onto the next page again. */
export function distinctPosts(pages: readonly PostList[]): Post[] {
  const byId = new Map<string, Post>();
  for (const page of pages)
    for (const post of page.posts) if (!byId.has(post._id)) byId.set(post._id, post);
  return [...byId.values()];
}
