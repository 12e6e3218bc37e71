import { Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '../../api/client.ts';
import { useBoards } from '../../api/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { BoardRow } from './BoardRow.tsx';
import { BoardSkeletons } from './BoardSkeletons.tsx';
import { BoardTools } from './BoardTools.tsx';
import { arrangeBoards, type Order } from './boards.ts';
import classes from './Boards.module.css';

/** From this many on they are not seen at one glance. */
const many = 5;

export function AccountBoards({ account }: { account: Account }) {
  const boards = useBoards(account._id);
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<Order>('pinterest');
  const shown = arrangeBoards(boards.data ?? [], search, order);
  return (
    <section className={classes.account} aria-labelledby={`account-${account._id}`}>
      <div className={classes.accountHead}>
        <Title order={2} id={`account-${account._id}`}>
          {account.displayName}{' '}
          <Text span c="dimmed" fw={400} size="md">
            @{account.username}
          </Text>
        </Title>
        {boards.data && boards.data.length >= many && (
          <BoardTools search={search} onSearch={setSearch} order={order} onOrder={setOrder} />
        )}
      </div>
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
      {boards.data && boards.data.length > 0 && shown.length === 0 && (
        <Text role="status">No board is called that.</Text>
      )}
      {shown.length > 0 && (
        <ul className={classes.list}>
          {shown.map((board) => (
            <BoardRow key={board.id} board={board} />
          ))}
        </ul>
      )}
    </section>
  );
}
