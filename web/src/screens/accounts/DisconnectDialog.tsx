import { Button, Checkbox, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, type Account } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';

/** Asks what becomes of planned Pins, and says what only Pinterest's settings can do. */
export function DisconnectDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const cache = useQueryClient();
  const [plannedPins, setPlannedPins] = useState<'hold' | 'cancel'>('hold');
  const [purge, setPurge] = useState(false);
  const disconnect = useMutation({
    mutationFn: () =>
      client.accounts.disconnect(account._id, { plannedPins, data: purge ? 'purge' : 'keep' }),
  });
  // Not before: the account leaves the page with it, and what was said would go too.
  const close = () => {
    if (disconnect.isSuccess) void cache.invalidateQueries();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={`Disconnect ${account.username}?`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {disconnect.isSuccess ? (
        <Stack gap="md">
          <Text size="sm" role="status">
            {disconnect.data.message}
          </Text>
          <Group justify="flex-end">
            <Button size="md" onClick={close}>
              Close
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="md">
          <Text size="sm">
            Its sign-in is removed from here, and nothing more goes out from it.
          </Text>
          <Radio.Group
            label="Planned Pins"
            value={plannedPins}
            onChange={(value) => setPlannedPins(value === 'cancel' ? 'cancel' : 'hold')}
          >
            <Stack gap="xs" mt="xs">
              <Radio
                value="hold"
                label="Wait until the account is connected again"
                disabled={purge}
              />
              <Radio value="cancel" label="Are cancelled" disabled={purge} />
            </Stack>
          </Radio.Group>
          <Checkbox
            label="Also remove its Pins, drafts and boards from here"
            description="Nothing changes on Pinterest. This cannot be undone."
            checked={purge}
            onChange={({ currentTarget }) => setPurge(currentTarget.checked)}
          />
          <Failure error={disconnect.error} />
          <Group justify="flex-end">
            <Button variant="default" size="md" onClick={onClose}>
              Keep it
            </Button>
            <Button
              color="red"
              size="md"
              loading={disconnect.isPending}
              onClick={() => disconnect.mutate()}
            >
              Disconnect
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
