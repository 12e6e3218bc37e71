import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

/** How a connection ended that led through Pinterest's page and back here. */
export function ConnectionOutcome() {
  const { connected, username, error, error_message, error_fix } = useSearch({ from: '/accounts' });
  const navigate = useNavigate();
  const close = () => void navigate({ to: '/accounts', search: {}, replace: true });
  if (error)
    return (
      <Alert
        color="red"
        role="alert"
        icon={<IconAlertTriangle aria-hidden="true" />}
        title={error_message ?? 'The account was not connected.'}
        withCloseButton
        closeButtonLabel="Close"
        onClose={close}
      >
        <Text size="sm">{error_fix ?? 'Connect it again.'}</Text>
      </Alert>
    );
  if (!connected) return null;
  return (
    <Alert
      color="tide"
      role="status"
      icon={<IconCheck aria-hidden="true" />}
      title={username ? `${username} is connected` : 'The account is connected'}
      withCloseButton
      closeButtonLabel="Close"
      onClose={close}
    >
      <Text size="sm">Its boards are ready, and Pins that waited for it go out now.</Text>
    </Alert>
  );
}
