import classes from './PinCard.module.css';
import { Anchor } from '@mantine/core';
import { IconArrowUpRight, IconNotebook } from '@tabler/icons-react';
import type { Post, Target } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { isMoving, useAccounts } from '../api/queries.ts';
import { RetryButton } from './RetryButton.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { TargetProblem } from './TargetProblem.tsx';
import { PinTimeline } from './PinTimeline.tsx';
import { targetLook } from './status.ts';
import { titleOf } from './format.ts';
import { When } from './When.tsx';

interface TargetFactsProps {
  target: Target;
  post: Post;
  /** Its problem is said elsewhere. */
  told: boolean;
  /** The only Pin of its post: the card's badge already says its state. */
  alone: boolean;
}

/** Whether the same again can succeed; where it cannot, the menu still offers it to who knows better. */
const canBeRetried = ({ status, problem }: Target): boolean =>
  status === 'failed' && problem?.retryable === true;

/** Where one Pin of a post goes or went, and what stands in its way. */
export function TargetFacts({ target, post, told, alone }: TargetFactsProps) {
  const { boardName, boardId } = target.platformSpecificData;
  const may = useMay();
  const several = (useAccounts().data?.length ?? 0) > 1;
  // The card says the time of a post with one Pin; of several each may have its own.
  const at = target.publishedAt ?? (alone ? null : target.scheduledFor);
  return (
    <div className={classes.target}>
      {!alone && <StatusBadge look={targetLook(target, post)} />}
      <span className={classes.fact}>
        <IconNotebook size={16} stroke={1.8} aria-label="Board" role="img" />
        <span>
          <span className={classes.account}>{boardName ?? (boardId || 'No board yet')}</span>
          {several && ` · ${target.accountId.displayName || target.accountId.username}`}
        </span>
      </span>
      {!told && <TargetProblem target={target} />}
      {!told && may('posts:publish') && canBeRetried(target) && (
        <RetryButton postId={post._id} target={target} />
      )}
      {(at ?? target.platformPostUrl) && (
        <span className={classes.foot}>
          {at && <When at={at} />}
          {target.platformPostUrl && (
            <Anchor
              className={classes.link}
              href={target.platformPostUrl}
              target="_blank"
              rel="noreferrer"
              size="sm"
              aria-label={`View Pin “${titleOf(post)}” on Pinterest, opens in a new tab`}
            >
              View Pin <IconArrowUpRight size={16} stroke={2} aria-hidden="true" />
            </Anchor>
          )}
        </span>
      )}
      <PinTimeline postId={post._id} pinId={target.pinId} moving={isMoving(post)} />
    </div>
  );
}
