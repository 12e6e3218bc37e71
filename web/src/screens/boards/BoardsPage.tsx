import { useAccounts } from '../../api/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NoAccount } from '../../ui/NoAccount.tsx';
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
      {accounts.data?.length === 0 && <NoAccount />}
      {accounts.data?.map((account) => (
        <AccountBoards key={account._id} account={account} />
      ))}
    </div>
  );
}
