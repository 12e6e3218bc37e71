import { Text, Title } from '@mantine/core';
import type { Account } from '../../api/client.ts';
import { useBoards } from '../../api/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { BoardRow } from './BoardRow.tsx';
import { BoardSkeletons } from './BoardSkeletons.tsx';
import classes from './Boards.module.css';

export function AccountBoards({ account }: { account: Account }) {
  const boards = useBoards(account._id);
  return (
    <section className={classes.account} aria-labelledby={`account-${account._id}`}>
      <Title order={2} id={`account-${account._id}`}>
        {account.displayName}{' '}
        <Text span c="dimmed" fw={400} size="md">
          @{account.username}
        </Text>
      </Title>
      {boards.isPending && <BoardSkeletons />}
      {boards.isError && (
        <ErrorState
          what="The list of boards could not be read"
          error={boards.error}
          onRetry={() => void boards.refetch()}
        />
      )}
      {boards.data?.length === 0 && (
        <Text>This account has no boards. Make one on Pinterest; it shows here at once.</Text>
      )}
      {boards.data && boards.data.length > 0 && (
        <ul className={classes.list}>
          {boards.data.map((board) => (
            <BoardRow key={board.id} board={board} />
          ))}
        </ul>
      )}
    </section>
  );
}
