import { Alert, Anchor, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

/** Without an account nothing can be published: what leads out of it. */
export const NoAccount = () => (
  <Alert
    color="ember"
    icon={<IconPlugConnectedX aria-hidden="true" />}
    title="No Pinterest account is connected"
  >
    <Text size="sm">
      Connect one under{' '}
      <Anchor inherit renderRoot={(props) => <Link to="/accounts" {...props} />}>
        Accounts
      </Anchor>
      ; its boards are there a moment later.
    </Text>
  </Alert>
);
