import { Alert, Button } from '@mantine/core';
import type { useAccounts } from '../../api/queries.ts';
import type { Account } from '../../api/client.ts';
import { NoAccount } from '../../ui/NoAccount.tsx';
import { explain } from '../../api/explain.ts';

interface AccountHealthProps {
  accounts: ReturnType<typeof useAccounts>;
  chosen: Account | undefined;
}

/** Says so before anything is typed in vain. */
export function AccountHealth({ accounts, chosen }: AccountHealthProps) {
  if (accounts.isError) {
    const { message, fix } = explain(accounts.error);
    return (
      <Alert color="red" role="alert" title="Your accounts could not be read">
        {message} {fix}{' '}
        <Button size="compact-sm" variant="default" onClick={() => void accounts.refetch()}>
          Try again
        </Button>
      </Alert>
    );
  }
  if (accounts.data?.length === 0) return <NoAccount />;
  if (chosen?.needsReconnection)
    return (
      <Alert color="ember" title={`@${chosen.username} must be connected again`}>
        Pinterest no longer accepts its sign-in, so nothing can go out from here until then.
      </Alert>
    );
  return null;
}
