import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { Failure } from '../../ui/Failure.tsx';
import type { Host } from './hosts.ts';

/** For those who only have a token of their app's page. */
export function TokenForm({ host, onClose }: { host: Host; onClose: () => void }) {
  const cache = useQueryClient();
  const [accessToken, setAccessToken] = useState('');
  const connect = useMutation({
    mutationFn: () => client.connections.fromToken('pinterest', { accessToken, host }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.accounts });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        connect.mutate();
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          An access token of your app&rsquo;s page at Pinterest works at once, but it cannot be
          renewed: connect the account again when it ends.
        </Text>
        <PasswordInput
          label="Access token"
          autoComplete="off"
          required
          value={accessToken}
          onChange={({ currentTarget }) => setAccessToken(currentTarget.value)}
        />
        <Failure error={connect.error} />
        <Group justify="flex-end">
          <Button type="submit" size="md" loading={connect.isPending}>
            Connect
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
