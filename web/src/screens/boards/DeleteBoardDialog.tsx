import { Modal, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { client, LinchpinApiError, type Board } from '../../api/client.ts';
import { useBoards, useBoardWork } from '../../api/queries.ts';
import { DialogEnd } from '../../ui/DialogEnd.tsx';

interface Props {
  accountId: string;
  board: Board;
  onClose: () => void;
}

/** Asks before a board is deleted and, where Pins are planned for it, what becomes of them. */
export function DeleteBoardDialog({ accountId, board, onClose }: Props) {
  const [fate, setFate] = useState('');
  const others = (useBoards(accountId).data ?? []).filter(({ id }) => id !== board.id);
  const work = useBoardWork(accountId, onClose);
  const hasPins = work.error instanceof LinchpinApiError && work.error.code === 'BOARD_HAS_PINS';
  const asked = hasPins || fate !== '';
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Delete “${board.name}”?`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          work.mutate(() =>
            client.boards.delete(accountId, board.id, {
              ...(fate === 'cancel' && { cancelPins: 'true' }),
              ...(fate !== '' && fate !== 'cancel' && { movePinsTo: fate }),
            }),
          );
        }}
      >
        <Text size="sm">
          Pinterest deletes it for good, and with it every Pin on it
          {board.pinCount === null ? '' : ` (${board.pinCount.toLocaleString('en')} now)`}.
        </Text>
        {asked && (
          <NativeSelect
            mt="sm"
            label="Pins that are planned for it"
            data={[
              { value: '', label: 'Choose…' },
              ...others.map(({ id, name }) => ({ value: id, label: `Move to ${name}` })),
              { value: 'cancel', label: 'Cancel them' },
            ]}
            value={fate}
            onChange={(event) => setFate(event.currentTarget.value)}
            required
          />
        )}
        <DialogEnd
          error={work.error}
          busy={work.isPending}
          onClose={onClose}
          leave="Keep it"
          go="Delete"
          danger
        />
      </form>
    </Modal>
  );
}
