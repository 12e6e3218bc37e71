import { Alert, Text } from '@mantine/core';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';

/** Tells a person, once, that their first sign-in by the identity provider ended their password. */
export function PasswordRemoved() {
  const cache = useQueryClient();
  const removed = useQuery<boolean>({ queryKey: keys.passwordRemoved, queryFn: skipToken }).data;
  if (!removed) return null;
  return (
    <Alert
      variant="default"
      role="status"
      mb="md"
      title="Your password was removed"
      withCloseButton
      closeButtonLabel="Close"
      onClose={() => cache.setQueryData(keys.passwordRemoved, false)}
    >
      <Text size="sm">
        Your identity provider has confirmed your e-mail address, and signs you in from now on. The
        password was set before that, maybe by somebody else, so it does not work any more, and
        other sessions have ended.
      </Text>
    </Alert>
  );
}
