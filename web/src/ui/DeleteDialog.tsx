import { Button, Group, Modal, Text } from '@mantine/core';
import type { Post } from '../api/client.ts';
import { titleOf } from './format.ts';

interface Props {
  post: Post;
  busy: boolean;
  failure: { message: string; fix: string } | null;
  onClose: () => void;
  onConfirmed: () => void;
}

/** Asks before a post is deleted: nothing brings it back. */
export const DeleteDialog = ({ post, busy, failure, onClose, onConfirmed }: Props) => (
  <Modal
    opened
    onClose={onClose}
    title={`Delete “${titleOf(post)}”?`}
    centered
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <Text size="sm">It is removed from Linchpin for good. Nothing changes on Pinterest.</Text>
    {failure && (
      <Text size="sm" c="red" role="alert" mt="sm">
        {failure.message} {failure.fix}
      </Text>
    )}
    <Group justify="flex-end" mt="md">
      <Button variant="default" size="md" onClick={onClose}>
        Keep it
      </Button>
      <Button color="red" size="md" loading={busy} onClick={onConfirmed}>
        Delete
      </Button>
    </Group>
  </Modal>
);
