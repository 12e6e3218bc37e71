import type { Post, PostList } from '../api/client.ts';

/** Posts of all pages, once each: one made meanwhile pushes another onto the next page again. */
export function distinctPosts(pages: readonly PostList[]): Post[] {
  const byId = new Map<string, Post>();
  for (const page of pages)
    for (const post of page.posts) if (!byId.has(post._id)) byId.set(post._id, post);
  return [...byId.values()];
}
