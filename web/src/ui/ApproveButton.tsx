import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, LinchpinApiError, type Post } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useMay } from '../api/me.ts';
import { Failure } from './Failure.tsx';
import { titleOf } from './format.ts';
import { waitsForApproval } from './post-actions.ts';

const isOverdue = (error: unknown): boolean =>
  error instanceof LinchpinApiError && error.code === 'APPROVAL_OVERDUE';

/** For who may approve. What is overdue goes out at once only by the word of who may publish, too. */
export function ApproveButton({ post }: { post: Post }) {
  const cache = useQueryClient();
  const may = useMay();
  const approve = useMutation({
    mutationFn: (ifPast: 'publish' | 'refuse') => client.posts.approve(post._id, { ifPast }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.posts }),
  });
  if (!may('posts:approve') || !waitsForApproval(post)) return null;
  const asks = isOverdue(approve.error) && may('posts:publish');
  return (
    <>
      <Button
        size="compact-md"
        leftSection={<IconCheck size={16} stroke={2} aria-hidden="true" />}
        aria-label={`${asks ? 'Approve and publish now' : 'Approve'}: ${titleOf(post)}`}
        loading={approve.isPending}
        onClick={() => approve.mutate(asks ? 'publish' : 'refuse')}
      >
        {asks ? 'Approve and publish now' : 'Approve'}
      </Button>
      <Failure error={approve.error} />
    </>
  );
}
