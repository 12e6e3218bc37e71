import { Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { client, type Board } from '../../api/client.ts';
import { useBoardWork } from '../../api/queries.ts';
import { DialogEnd } from '../../ui/DialogEnd.tsx';

interface Props {
  accountId: string;
  /** null: a new one. */
  board: Board | null;
  onClose: () => void;
}

const privacies = [
  { value: 'PUBLIC', label: 'Public: everybody can see it' },
  { value: 'SECRET', label: 'Secret: only you and whom you invite' },
] as const;

/** Makes a board, or changes its name, its description and who can see it. */
export function BoardDialog({ accountId, board, onClose }: Props) {
  const [name, setName] = useState(board?.name ?? '');
  const [description, setDescription] = useState(board?.description ?? '');
  const [privacy, setPrivacy] = useState<Board['privacy']>(board?.privacy ?? 'PUBLIC');
  const work = useBoardWork(accountId, onClose);
  const save = () =>
    board === null
      ? client.boards.create(accountId, { name, description, privacy })
      : client.boards.update(accountId, board.id, {
          ...(name !== board.name && { name }),
          ...(description !== board.description && { description }),
          ...(privacy !== board.privacy && privacy !== 'PROTECTED' && { privacy }),
        });
  const unchanged =
    board !== null &&
    name === board.name &&
    description === board.description &&
    privacy === board.privacy;
  return (
    <Modal
      opened
      onClose={onClose}
      title={board === null ? 'New board' : `Edit “${board.name}”`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (unchanged) onClose();
          else work.mutate(save);
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            data-autofocus
          />
          <Textarea
            label="Description"
            autosize
            minRows={2}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <NativeSelect
            label="Who can see it"
            data={[
              ...privacies,
              ...(board?.privacy === 'PROTECTED'
                ? [{ value: 'PROTECTED', label: 'Protected, as it is' }]
                : []),
            ]}
            value={privacy}
            onChange={(event) => setPrivacy(readPrivacy(event.currentTarget.value))}
          />
        </Stack>
        <DialogEnd
          error={work.error}
          busy={work.isPending}
          onClose={onClose}
          leave="Leave it"
          go={board === null ? 'Make it' : 'Save'}
        />
      </form>
    </Modal>
  );
}

const readPrivacy = (value: string): Board['privacy'] =>
  value === 'SECRET' || value === 'PROTECTED' ? value : 'PUBLIC';
