import { Button, Group } from '@mantine/core';
import { Failure } from './Failure.tsx';

interface Props {
  /** Why it did not work; null: nothing went wrong. */
  error: unknown;
  busy: boolean;
  onClose: () => void;
  /** What the buttons say. */
  leave: string;
  go: string;
  danger?: boolean;
}

/** The end of a form in a dialog: what went wrong, and its two buttons. */
export function DialogEnd({ error, busy, onClose, leave, go, danger = false }: Props) {
  return (
    <>
      <Failure error={error} mt="sm" />
      <Group justify="flex-end" mt="md">
        <Button variant="default" size="md" onClick={onClose}>
          {leave}
        </Button>
        <Button type="submit" size="md" loading={busy} {...(danger && { color: 'red' })}>
          {go}
        </Button>
      </Group>
    </>
  );
}
