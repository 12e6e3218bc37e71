import { Alert, Code, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useInstance } from '../api/queries.ts';

/** Without an account nothing can be published: what leads out of it in this version. */
export function NoAccount() {
  const sandbox = useInstance().data?.mode === 'sandbox';
  return (
    <Alert
      color="ember"
      icon={<IconPlugConnectedX aria-hidden="true" />}
      title="No Pinterest account is connected"
    >
      {sandbox ? (
        <Text size="sm">
          Start Linchpin again with <Code>npm start</Code>: it then connects the demo account of its
          sandbox, and everything can be tried.
        </Text>
      ) : (
        <Text size="sm">
          Connecting your own account is not in this version yet. To try everything now, the person
          who runs Linchpin can start it without <Code>PINTEREST_APP_ID</Code>: it then brings a
          sandbox with a demo account. The README says more under “Go live”.
        </Text>
      )}
    </Alert>
  );
}
