import classes from './PinCard.module.css';
import { Text, Title } from '@mantine/core';
import { memo, useId } from 'react';
import type { Post } from '../api/client.ts';
import { ApproveButton } from './ApproveButton.tsx';
import { PinMedia } from './PinMedia.tsx';
import { PostMenu } from './PostMenu.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { TargetFacts } from './TargetFacts.tsx';
import { postLook } from './status.ts';
import { titleOf } from './format.ts';
import { When } from './When.tsx';

interface PinCardProps {
  post: Post;
  /** The page says beside the card why its Pins failed or wait. */
  told?: boolean;
}

/** A post as a card. Unchanged posts keep their object between refetches, so memo spares them. */
export const PinCard = memo(function PinCard({ post, told = false }: PinCardProps) {
  const heading = useId();
  const settled = post.status === 'published' || post.status === 'partial';
  return (
    <article className={classes.card} aria-labelledby={heading} data-status={post.status}>
      <PinMedia post={post} />
      <div className={classes.body}>
        <div className={classes.status}>
          <StatusBadge look={postLook(post)} />
          {!settled && (
            <Text span size="sm" c="dimmed">
              <When at={post.scheduledFor ?? post.createdAt} />
            </Text>
          )}
        </div>
        <div className={classes.heading}>
          <Title order={2} id={heading} className={classes.title}>
            {titleOf(post)}
          </Title>
          <PostMenu post={post} />
        </div>
        <ApproveButton post={post} />
        {post.platforms.map((target) => (
          <TargetFacts
            key={target.pinId}
            target={target}
            post={post}
            told={told}
            alone={post.platforms.length === 1}
          />
        ))}
      </div>
    </article>
  );
});
