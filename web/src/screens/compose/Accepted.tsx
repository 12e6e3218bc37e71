import { Anchor, Button, Text } from '@mantine/core';
import { IconArrowUpRight, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { CreatedPost } from '../../api/client.ts';
import { useFollowedPost, useInstance } from '../../api/queries.ts';
import { inDashboardWords } from '../../api/wording.ts';
import { PinCard } from '../../ui/PinCard.tsx';
import { postLook } from '../../ui/status.ts';
import { TargetProblem } from '../../ui/TargetProblem.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { outcomeOf } from './outcome.ts';
import classes from './Compose.module.css';

interface AcceptedProps {
  created: CreatedPost;
  /** `keep`: with what was typed, to correct it. */
  onStartOver: (keep: boolean) => void;
}

/** From accepted to published, or to the reason why not. */
export function Accepted({ created, onStartOver }: AcceptedProps) {
  const post = useFollowedPost(created.post).data;
  const sandbox = useInstance().data?.mode === 'sandbox';
  const { title, note } = outcomeOf(post);
  useEffect(() => window.scrollTo({ top: 0 }), []); // The button was at the foot of the form.
  const address = post.platforms.find((target) => target.platformPostUrl)?.platformPostUrl;
  return (
    <div className={classes.accepted}>
      <PageHeader title={title} note={note} key={title} />
      <span role="status" className={classes.quiet}>
        {post.status === 'publishing' && `${postLook(post).label}…`}
      </span>
      {post.platforms.map((target) => (
        <TargetProblem key={target.pinId} target={target} />
      ))}
      <div className={classes.actions}>
        {address && (
          <Button
            component="a"
            href={address}
            target="_blank"
            rel="noreferrer"
            size="md"
            rightSection={<IconArrowUpRight size={18} aria-hidden="true" />}
          >
            {sandbox ? 'View in the sandbox' : 'View on Pinterest'}
          </Button>
        )}
        {post.status === 'failed' && (
          <Button size="md" onClick={() => onStartOver(true)}>
            Correct and publish again
          </Button>
        )}
        <Button
          variant="default"
          size="md"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => onStartOver(false)}
        >
          {post.status === 'draft' ? 'Make another' : 'Publish another'}
        </Button>
        <Anchor renderRoot={(props) => <Link to="/" {...props} />}>All Pins</Anchor>
      </div>
      {post.status !== 'failed' &&
        created.warnings?.map(inDashboardWords).map((warning) => (
          <Text key={warning.code + warning.message} size="sm">
            <strong>{warning.message}</strong> {warning.fix}
          </Text>
        ))}
      <div className={classes.acceptedCard}>
        <PinCard post={post} told />
      </div>
    </div>
  );
}
