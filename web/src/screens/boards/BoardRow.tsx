import { Anchor, Button, Text, Title } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconArrowUpRight, IconCheck, IconCopy } from '@tabler/icons-react';
import type { Board } from '../../api/client.ts';
import { PrivacyIcon, privacyLabel } from '../../ui/PrivacyIcon.tsx';
import classes from './Boards.module.css';

/** "Unknown" is not 0: Pinterest did not say. */
const pins = (count: number | null) =>
  count === null ? 'Pins unknown' : count === 1 ? '1 Pin' : `${count.toLocaleString('en')} Pins`;

export function BoardRow({ board }: { board: Board }) {
  const clipboard = useClipboard({ timeout: 2000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <li className={classes.board}>
      <span className={classes.privacy}>
        <PrivacyIcon privacy={board.privacy} alone={false} />
      </span>
      <div className={classes.main}>
        <Title order={3} className={classes.name}>
          {board.name}
        </Title>
        <Text size="sm" c="dimmed">
          {privacyLabel(board.privacy)} · {pins(board.pinCount)}
          {board.isDefault && ' · Default board'}
        </Text>
        {board.description && (
          <Text size="sm" mt={4}>
            {board.description}
          </Text>
        )}
      </div>
      <div className={classes.actions}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon size={16} stroke={1.8} aria-hidden="true" />}
          onClick={() => clipboard.copy(board.id)}
          aria-label={`Copy id of ${board.name}`}
          title={board.id}
        >
          <span role="status">{clipboard.copied ? 'Copied' : 'Copy id'}</span>
        </Button>
        {board.url && (
          <Anchor
            className={classes.link}
            href={board.url}
            target="_blank"
            rel="noreferrer"
            aria-label={`Open ${board.name} on Pinterest, in a new tab`}
          >
            Open <IconArrowUpRight size={16} stroke={2} aria-hidden="true" />
          </Anchor>
        )}
      </div>
    </li>
  );
}
