import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Post } from '../api/client.ts';
import { localInput } from './post-actions.ts';

interface Props {
  post: Post;
  busy: boolean;
  failure: { message: string; fix: string } | null;
  onClose: () => void;
  /** @param at ISO 8601, UTC. */
  onChosen: (at: string) => void;
}

/** Milliseconds from now that are proposed for a post without a time to come. */
const proposedInMs = 3_600_000;

/** Asks when a post is to go out, on the viewer's clock. */
export function ScheduleDialog({ post, busy, failure, onClose, onChosen }: Props) {
  const [opened] = useState(() => Date.now());
  const [value, setValue] = useState(() => {
    const planned = Date.parse(post.scheduledFor ?? '');
    return localInput(new Date(planned > opened ? planned : opened + proposedInMs));
  });
  const chosen = new Date(value); // Without an offset: the browser's zone.
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ');
  return (
    <Modal
      opened
      onClose={onClose}
      title="When should it go out?"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!Number.isNaN(chosen.getTime())) onChosen(chosen.toISOString());
        }}
      >
        <TextInput
          type="datetime-local"
          label="Day and time"
          description={`On your clock (${zone})`}
          min={localInput(new Date(opened))}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          required
          data-autofocus
        />
        {failure && (
          <Text size="sm" c="red" role="alert" mt="sm">
            {failure.message} {failure.fix}
          </Text>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="md" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" size="md" loading={busy}>
            Schedule
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
