import { List, Modal, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { client, type MovedPins } from '../api/client.ts';
import { useBoards, useBoardWork } from '../api/queries.ts';
import { inDashboardWords } from '../api/wording.ts';
import { DialogEnd } from './DialogEnd.tsx';

interface Props {
  accountId: string;
  from: { boardId: string; name: string; sectionId?: string };
  onClose: () => void;
}

/** Moves all Pins that are planned for a board to another one, and says which could not go along. */
export function MovePinsDialog({ accountId, from, onClose }: Props) {
  const [to, setTo] = useState('');
  const [left, setLeft] = useState<MovedPins['left']>([]);
  const boards = (useBoards(accountId).data ?? []).filter(
    ({ id }) => id !== from.boardId || from.sectionId !== undefined,
  );
  const work = useBoardWork(accountId, () => {});
  const move = async () => {
    const answer = await client.boards.movePins(accountId, from.boardId, {
      toBoardId: to,
      ...(from.sectionId !== undefined && { sectionId: from.sectionId }),
    });
    setLeft(answer.left);
    if (answer.left.length === 0) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Move the planned Pins of “${from.name}”`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          work.mutate(move);
        }}
      >
        <Text size="sm" mb="sm">
          Drafts and planned Pins move together and keep their times. What is published stays.
        </Text>
        <NativeSelect
          label="To the board"
          data={[
            { value: '', label: 'Choose…' },
            ...boards.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          required
          data-autofocus
        />
        {left.length > 0 && (
          <div role="alert">
            <Text size="sm" mt="sm">
              These stay where they are:
            </Text>
            <List size="sm">
              {left.map(({ pinId, title, problem }) => (
                <List.Item key={pinId}>
                  {title ?? 'Untitled Pin'}: {inDashboardWords(problem).message}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <DialogEnd
          error={work.error}
          busy={work.isPending}
          onClose={onClose}
          leave={left.length > 0 ? 'Close' : 'Leave them'}
          go="Move them"
        />
      </form>
    </Modal>
  );
}
