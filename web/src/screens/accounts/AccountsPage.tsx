import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useAccounts, useInstance } from '../../api/queries.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NoAccount } from '../../ui/NoAccount.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { AccountCard } from './AccountCard.tsx';
import classes from './Accounts.module.css';
import { ConnectDialog } from './ConnectDialog.tsx';
import { ConnectionOutcome } from './ConnectionOutcome.tsx';

export function AccountsPage() {
  const accounts = useAccounts();
  const may = useMay();
  const instance = useInstance();
  const [connecting, setConnecting] = useState(false);
  return (
    <div className={classes.page}>
      <PageHeader title="Accounts" note="The Pinterest accounts that Pins go out from.">
        {may('accounts:write') && (
          <Button
            size="md"
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            onClick={() => setConnecting(true)}
            disabled={!instance.data}
          >
            Connect account
          </Button>
        )}
      </PageHeader>
      <ConnectionOutcome />
      {accounts.isPending && <Skeleton height={120} />}
      {accounts.isError && (
        <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />
      )}
      {accounts.data?.length === 0 && <NoAccount />}
      {accounts.data && accounts.data.length > 0 && (
        <ul className={classes.list}>
          {accounts.data.map((account) => (
            <AccountCard key={account._id} account={account} />
          ))}
        </ul>
      )}
      {connecting && instance.data && (
        <ConnectDialog connect={instance.data.connect} onClose={() => setConnecting(false)} />
      )}
    </div>
  );
}
