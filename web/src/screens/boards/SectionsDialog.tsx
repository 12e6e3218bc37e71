import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { client, LinchpinApiError, type Board, type BoardSection } from '../../api/client.ts';
import { explain } from '../../api/explain.ts';
import { useBoardWork, useSections } from '../../api/queries.ts';
import { Failure } from '../../ui/Failure.tsx';

interface Props {
  accountId: string;
  board: Board;
  onClose: () => void;
}

/** The sections of a board: makes, renames and deletes them. */
export function SectionsDialog({ accountId, board, onClose }: Props) {
  const sections = useSections(accountId, board.id);
  const [name, setName] = useState('');
  const work = useBoardWork(accountId, () => setName(''));
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Sections of “${board.name}”`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        {sections.data?.length === 0 && <Text size="sm">It has no sections.</Text>}
        {sections.data?.map((section) => (
          <SectionRow
            key={`${section.id} ${section.name}`}
            accountId={accountId}
            boardId={board.id}
            section={section}
          />
        ))}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            work.mutate(() => client.sections.create(accountId, board.id, { name }));
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label="New section"
              flex={1}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              required
            />
            <Button type="submit" size="md" loading={work.isPending}>
              Make it
            </Button>
          </Group>
        </form>
        <Failure error={sections.error ?? work.error} />
      </Stack>
    </Modal>
  );
}

function SectionRow({
  accountId,
  boardId,
  section,
}: {
  accountId: string;
  boardId: string;
  section: BoardSection;
}) {
  const [name, setName] = useState(section.name);
  const [sure, setSure] = useState(false);
  const work = useBoardWork(accountId, () => {});
  const hasPins = work.error instanceof LinchpinApiError && work.error.code === 'BOARD_HAS_PINS';
  const remove = (input: { pinsToBoard?: 'true' }) =>
    work.mutate(() => client.sections.delete(accountId, boardId, section.id, input));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        work.mutate(() => client.sections.rename(accountId, boardId, section.id, { name }));
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label={`Name of the section ${section.name}`}
          flex={1}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
        />
        {name !== section.name && (
          <Button type="submit" size="md" variant="default" loading={work.isPending}>
            Rename
          </Button>
        )}
        <ActionIcon
          variant="subtle"
          color="red"
          size={44}
          aria-label={`Delete the section ${section.name}`}
          onClick={() => setSure(true)}
        >
          <IconTrash size={17} aria-hidden="true" />
        </ActionIcon>
      </Group>
      {work.error !== null && (
        <Text size="sm" c="red" role="alert">
          {explain(work.error).message}
        </Text>
      )}
      {sure && (
        <Group gap="xs" mt={4}>
          <Text size="sm">Pinterest deletes every Pin in it, too.</Text>
          <Button
            size="compact-md"
            color="red"
            loading={work.isPending}
            onClick={() => remove(hasPins ? { pinsToBoard: 'true' } : {})}
          >
            {hasPins ? 'Delete, planned Pins to the board' : 'Delete'}
          </Button>
          <Button size="compact-md" variant="default" onClick={() => setSure(false)}>
            Keep it
          </Button>
        </Group>
      )}
    </form>
  );
}
