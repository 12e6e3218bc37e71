import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Post } from '../../api/client.ts';
import { postLook } from '../../ui/status.ts';
import { titleOf } from '../../ui/format.ts';

/** Tells screen readers what changed while they were elsewhere on the page. */
export function StatusAnnouncer({ posts }: { posts: readonly Post[] }) {
  const before = useRef(new Map<string, string>());
  const region = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const changes: string[] = [];
    for (const post of posts) {
      const { label } = postLook(post);
      const was = before.current.get(post._id);
      if (was !== undefined && was !== label) changes.push(`${titleOf(post)}: ${label}.`);
      before.current.set(post._id, label);
    }
    // Written past React: the region is for the ear, and its text must not draw the page again.
    if (changes.length > 0 && region.current) region.current.textContent = changes.join(' ');
  }, [posts]);

  return <VisuallyHidden ref={region} component="div" role="status" aria-live="polite" />;
}
