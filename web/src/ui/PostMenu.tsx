import { Menu, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, type Post } from '../api/client.ts';
import { explain } from '../api/explain.ts';
import { keys } from '../api/keys.ts';
import { useMay } from '../api/me.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { titleOf } from './format.ts';
import { actionLabels, actionsOf, boardsToRetry, type PostAction } from './post-actions.ts';
import { ScheduleDialog } from './ScheduleDialog.tsx';
import { ActionsMenu } from './ActionsMenu.tsx';

interface Wish {
  action: PostAction;
  /** The one Pin that is tried again; absent: all that failed. */
  pinId?: string;
  /** ISO 8601 with the offset, of a move. */
  at?: string;
}

/** What can be done with a post, where its card stands; a failure is told there too. */
export function PostMenu({ post }: { post: Post }) {
  const [asking, setAsking] = useState<'time' | 'delete' | null>(null);
  const cache = useQueryClient();
  const work = useMutation({
    mutationFn: (wish: Wish) => perform(post._id, wish),
    onSuccess: () => setAsking(null),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.posts }),
  });
  const choose = (action: PostAction) => {
    work.reset();
    if (action === 'schedule' || action === 'reschedule') setAsking('time');
    else if (action === 'delete') setAsking('delete');
    else work.mutate({ action });
  };
  const may = useMay();
  const actions = actionsOf(post, may);
  const boards = may('posts:publish') ? boardsToRetry(post) : [];
  if (actions.length + boards.length === 0) return null;
  const failure = work.isError ? explain(work.error) : null;
  return (
    <>
      <ActionsMenu name={titleOf(post)} my={-10} mr={-8} loading={work.isPending}>
        {boards.map(({ pinId, platformSpecificData: { boardName } }) => (
          <Menu.Item
            key={pinId}
            mih={44}
            onClick={() => {
              work.reset();
              work.mutate({ action: 'retry', pinId });
            }}
          >
            Try again on {boardName ?? 'its board'}
          </Menu.Item>
        ))}
        {actions.map((action) => (
          <Menu.Item
            key={action}
            mih={44}
            {...(action === 'delete' && { color: 'red' })}
            onClick={() => choose(action)}
          >
            {actionLabels[action]}
          </Menu.Item>
        ))}
      </ActionsMenu>
      {failure && asking === null && (
        <Text size="sm" c="red" role="alert" w="100%">
          {failure.message} {failure.fix}
        </Text>
      )}
      {asking === 'time' && (
        <ScheduleDialog
          post={post}
          busy={work.isPending}
          failure={failure}
          onClose={() => setAsking(null)}
          onChosen={(at) => work.mutate({ action: 'reschedule', at })}
        />
      )}
      {asking === 'delete' && (
        <DeleteDialog
          post={post}
          busy={work.isPending}
          failure={failure}
          onClose={() => setAsking(null)}
          onConfirmed={() => work.mutate({ action: 'delete' })}
        />
      )}
    </>
  );
}

async function perform(postId: string, { action, at, pinId }: Wish): Promise<void> {
  if (action === 'publish') await client.posts.update(postId, { publishNow: true });
  else if (action === 'retry')
    await client.posts.retry(postId, { ...(pinId !== undefined && { pinId }) });
  else if (action === 'cancel') await client.posts.cancel(postId);
  else if (action === 'delete') await client.posts.delete(postId);
  else if (at !== undefined)
    await client.posts.update(postId, { scheduledFor: at, isDraft: false, ifPast: 'refuse' });
}
