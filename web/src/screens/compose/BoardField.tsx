import { Group, Select } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { explain } from '../../api/explain.ts';
import { useBoards } from '../../api/queries.ts';
import { PrivacyIcon } from '../../ui/PrivacyIcon.tsx';
import { recallBoard } from './form-memory.ts';
import type { ComposeForm } from './useComposer.ts';

/** Boards are read from Pinterest when the list opens, so one made a moment ago is in it. */
export function BoardField({ form, accountId }: { form: ComposeForm; accountId: string }) {
  const boards = useBoards(accountId);
  const { boardId } = form.values;
  const byId = new Map(boards.data?.map((board) => [board.id, board]));
  const chosen = byId.get(boardId);

  const preselect = useEffectEvent(() => {
    const usual = byId.get(recallBoard(accountId)) ?? boards.data?.find((board) => board.isDefault);
    const id = usual?.id ?? '';
    if (id !== boardId) form.setFieldValue('boardId', id); // Setting it clears its error.
  });
  const ready = boards.isSuccess;
  const accountWithoutBoard = ready && !chosen ? accountId : null;
  useEffect(() => {
    if (accountWithoutBoard !== null) preselect();
  }, [accountWithoutBoard]);

  const failure = boards.isError ? explain(boards.error) : null;
  return (
    <Select
      {...form.getInputProps('boardId')}
      id="compose-boardId"
      label="Board"
      placeholder={boards.isLoading ? 'Reading your boards…' : 'Choose a board'}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No board of this name"
      maxDropdownHeight={320}
      onDropdownOpen={() => void boards.refetch()}
      leftSection={chosen && <PrivacyIcon privacy={chosen.privacy} />}
      error={
        form.errors.boardId ??
        (failure &&
          `The list of boards could not be read. ${failure.message} Open the list to try again.`)
      }
      value={boardId || null}
      onChange={(id) => form.setFieldValue('boardId', id ?? '')}
      data={boards.data?.map((board) => ({ value: board.id, label: board.name })) ?? []}
      renderOption={({ option }) => {
        const board = byId.get(option.value);
        return (
          <Group gap={10} wrap="nowrap">
            {board && <PrivacyIcon privacy={board.privacy} />}
            {option.label}
          </Group>
        );
      }}
    />
  );
}
