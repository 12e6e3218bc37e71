import { Button, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { BoardList } from '../../api/client.ts';
import { explain } from '../../api/explain.ts';
import { useRefreshBoards } from '../../api/queries.ts';
import { inDashboardWords } from '../../api/wording.ts';
import { relative } from '../../ui/format.ts';
import { useNow } from '../../ui/useNow.ts';
import classes from './Boards.module.css';

/** When the boards were read from Pinterest, and a button to read them now. */
export function BoardsAge({ accountId, list }: { accountId: string; list: BoardList }) {
  const now = useNow();
  const refresh = useRefreshBoards(accountId);
  const [warning] = (list.warnings ?? []).map(inDashboardWords);
  const failure = refresh.isError ? explain(refresh.error).message : warning?.message;
  return (
    <div className={classes.age}>
      <Text size="sm" c="dimmed" role="status">
        Read from Pinterest <time dateTime={list.asOf}>{relative(list.asOf, now)}</time>
      </Text>
      <Button
        variant="subtle"
        size="md"
        loading={refresh.isPending}
        leftSection={<IconRefresh size={17} stroke={1.8} aria-hidden="true" />}
        onClick={() => refresh.mutate()}
      >
        Read again
      </Button>
      {failure && (
        <Text size="sm" c="red" role="alert">
          {failure}
        </Text>
      )}
    </div>
  );
}
