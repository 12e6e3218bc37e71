import type { Post } from '../api/client.ts';

/** What a post is called: its title, else the start of its description. */
export function titleOf(post: Post): string {
  const given =
    post.title ??
    post.platforms.find((target) => target.platformSpecificData.title)?.platformSpecificData.title;
  if (given?.trim()) return given;
  const start = Array.from(post.content.trim()).slice(0, 60).join('');
  return start || 'Untitled Pin';
}
