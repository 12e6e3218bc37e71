import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, type Account } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { Failure } from '../../ui/Failure.tsx';

/** Another name for an account, in this workspace alone. */
export function RenameDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const cache = useQueryClient();
  const [displayName, setDisplayName] = useState(account.displayName);
  const rename = useMutation({
    mutationFn: () => client.accounts.rename(account._id, { displayName }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.accounts });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Rename ${account.username}`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name in this workspace"
            description="Empty: the name at Pinterest"
            maxLength={100}
            value={displayName}
            onChange={({ currentTarget }) => setDisplayName(currentTarget.value)}
          />
          <Failure error={rename.error} />
          <Group justify="flex-end">
            <Button type="submit" size="md" loading={rename.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
