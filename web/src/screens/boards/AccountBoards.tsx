import { Button, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useBoardList } from '../../api/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { BoardDialog } from './BoardDialog.tsx';
import { BoardRow } from './BoardRow.tsx';
import { BoardSkeletons } from './BoardSkeletons.tsx';
import { BoardTools } from './BoardTools.tsx';
import { BoardsAge } from './BoardsAge.tsx';
import { arrangeBoards, type Order } from './boards.ts';
import classes from './Boards.module.css';

/** From this many on they are not seen at one glance. */
const many = 5;

export function AccountBoards({ account }: { account: Account }) {
  const boards = useBoardList(account._id);
  const may = useMay();
  const [making, setMaking] = useState(false);
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<Order>('pinterest');
  const all = boards.data?.boards;
  const shown = arrangeBoards(all ?? [], search, order);
  return (
    <section className={classes.account} aria-labelledby={`account-${account._id}`}>
      <div className={classes.accountHead}>
        <Title order={2} id={`account-${account._id}`}>
          {account.displayName}{' '}
          <Text span c="dimmed" fw={400} size="md">
            @{account.username}
          </Text>
        </Title>
        {all && all.length >= many && (
          <BoardTools search={search} onSearch={setSearch} order={order} onOrder={setOrder} />
        )}
      </div>
      {boards.data && (
        <div className={classes.reading}>
          <BoardsAge accountId={account._id} list={boards.data} />
          {may('boards:write') && (
            <Button
              variant="default"
              size="md"
              leftSection={<IconPlus size={17} stroke={1.8} aria-hidden="true" />}
              onClick={() => setMaking(true)}
            >
              New board
            </Button>
          )}
        </div>
      )}
      {making && (
        <BoardDialog accountId={account._id} board={null} onClose={() => setMaking(false)} />
      )}
      {boards.isPending && <BoardSkeletons />}
      {boards.isError && (
        <ErrorState
          what="The list of boards could not be read"
          error={boards.error}
          onRetry={() => void boards.refetch()}
        />
      )}
      {all?.length === 0 && <Text>This account has no boards. Make the first one here.</Text>}
      {all && all.length > 0 && shown.length === 0 && (
        <Text role="status">No board is called that.</Text>
      )}
      {shown.length > 0 && (
        <ul className={classes.list}>
          {shown.map((board) => (
            <BoardRow key={board.id} board={board} account={account} />
          ))}
        </ul>
      )}
    </section>
  );
}
