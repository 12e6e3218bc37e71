import { Button, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, type Target } from '../api/client.ts';
import { explain } from '../api/explain.ts';
import { keys } from '../api/keys.ts';

/** Publishes one failed Pin of a post again; those on its other boards stay as they are. */
export function RetryButton({ postId, target }: { postId: string; target: Target }) {
  const cache = useQueryClient();
  const retry = useMutation({
    mutationFn: () => client.posts.retry(postId, { pinId: target.pinId }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.posts }),
  });
  const failure = retry.isError ? explain(retry.error) : null;
  const board = target.platformSpecificData.boardName ?? 'this board';
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconRefresh size={16} stroke={2} aria-hidden="true" />}
        aria-label={`Try again on ${board}`}
        loading={retry.isPending}
        onClick={() => retry.mutate()}
      >
        Try again
      </Button>
      {failure && (
        <Text size="sm" c="red" role="alert">
          {failure.message} {failure.fix}
        </Text>
      )}
    </>
  );
}
