import { Text } from '@mantine/core';
import { useAccounts } from '../../api/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { AccountBoards } from './AccountBoards.tsx';
import { BoardSkeletons } from './BoardSkeletons.tsx';
import classes from './Boards.module.css';

export function BoardsPage() {
  const accounts = useAccounts();
  return (
    <div className={classes.page}>
      <PageHeader title="Boards" />
      {accounts.isPending && <BoardSkeletons />}
      {accounts.isError && (
        <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />
      )}
      {accounts.data?.length === 0 && <Text>No Pinterest account is connected yet.</Text>}
      {accounts.data?.map((account) => (
        <AccountBoards key={account._id} account={account} />
      ))}
    </div>
  );
}
