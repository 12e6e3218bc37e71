import classes from './Compose.module.css';
import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { Composer } from './useComposer.ts';

interface ActionBarProps {
  composer: Composer;
  /** Shows what the check says of every field, also of those nobody has come to. */
  onCheck: () => void;
}

/** What can be done with the Pin, in reach wherever the form is scrolled to. */
export function ActionBar({ composer: { send, busy, sendingAs }, onCheck }: ActionBarProps) {
  return (
    <div className={classes.bar}>
      <Button
        type="submit"
        size="md"
        leftSection={<IconSend size={18} stroke={2} aria-hidden="true" />}
        loading={busy && sendingAs !== 'draft'}
        disabled={busy}
      >
        Publish now
      </Button>
      <Button
        variant="default"
        size="md"
        loading={busy && sendingAs === 'draft'}
        disabled={busy}
        onClick={() => send('draft')}
      >
        Save as draft
      </Button>
      <Button variant="subtle" size="md" onClick={onCheck}>
        Check
      </Button>
      <span role="status" className={classes.quiet}>
        {busy ? 'Sending to Linchpin…' : ''}
      </span>
    </div>
  );
}
