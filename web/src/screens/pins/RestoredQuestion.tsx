import { Alert, Button, Group, List, Spoiler, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { explain } from '../../api/explain.ts';
import { keys } from '../../api/keys.ts';
import { useMay } from '../../api/me.ts';
import { useRestored } from '../../api/queries.ts';
import { When } from '../../ui/When.tsx';

/** Asks once about every Pin that may be out since before a backup was restored. */
export function RestoredQuestion() {
  const waiting = useRestored();
  const cache = useQueryClient();
  const may = useMay();
  const answer = useMutation({
    mutationFn: (outcome: 'publish' | 'discard') => client.restored.answer({ outcome }),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: keys.restored }),
        cache.invalidateQueries({ queryKey: keys.posts }),
      ]),
  });
  const { count = 0, pins = [] } = waiting.data ?? {};
  if (count === 0 || !may('posts:publish')) return null;
  return (
    <Alert
      variant="default"
      icon={<IconHistory aria-hidden="true" />}
      title={count === 1 ? 'This Pin may be out already' : `These ${count} Pins may be out already`}
    >
      <Text size="sm">
        They were due between the backup and its restore, and were not found on Pinterest: either
        they were not published, or they were edited or deleted there. Look at the account on
        Pinterest first.
      </Text>
      <Spoiler maxHeight={110} showLabel="Show all" hideLabel="Show fewer" my="xs">
        <List size="sm">
          {pins.map((pin) => (
            <List.Item key={pin.pinId}>
              {pin.title ?? 'Without a title'} · {pin.boardName ?? pin.boardId}
              {pin.scheduledFor && (
                <>
                  {' '}
                  · was due <When at={pin.scheduledFor} />
                </>
              )}
            </List.Item>
          ))}
          {count > pins.length && <List.Item>and {count - pins.length} more</List.Item>}
        </List>
      </Spoiler>
      <Group gap="sm">
        <Button
          size="sm"
          loading={answer.isPending && answer.variables === 'publish'}
          disabled={answer.isPending}
          onClick={() => answer.mutate('publish')}
        >
          They are not out: publish now
        </Button>
        <Button
          size="sm"
          variant="default"
          loading={answer.isPending && answer.variables === 'discard'}
          disabled={answer.isPending}
          onClick={() => answer.mutate('discard')}
        >
          Leave them out
        </Button>
      </Group>
      {answer.isError && (
        <Text size="sm" mt="xs" role="alert">
          {explain(answer.error).message} {explain(answer.error).fix}
        </Text>
      )}
    </Alert>
  );
}
