import { ActionIcon, Anchor, Menu, Text, Title } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCopy, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { Board } from '../../api/client.ts';
import { PrivacyIcon, privacyLabel } from '../../ui/PrivacyIcon.tsx';
import classes from './Boards.module.css';

/** "Unknown" is not 0: Pinterest did not say. */
const pins = (count: number | null) =>
  count === null ? 'Pins unknown' : count === 1 ? '1 Pin' : `${count.toLocaleString('en')} Pins`;

export function BoardRow({ board }: { board: Board }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <li className={classes.board}>
      <Cover board={board} />
      <div className={classes.main}>
        <Title order={3} className={classes.name}>
          {board.url === null ? (
            board.name
          ) : (
            <Anchor
              inherit
              c="inherit"
              href={board.url}
              target="_blank"
              rel="noreferrer"
              aria-label={`${board.name}, opens on Pinterest in a new tab`}
            >
              {board.name}
            </Anchor>
          )}
        </Title>
        <Text size="sm" c="dimmed" className={classes.facts}>
          {privacyLabel(board.privacy)} · {pins(board.pinCount)}
          {board.isDefault && ' · Default board'}
        </Text>
        {board.description && (
          <Text size="sm" lineClamp={1}>
            {board.description}
          </Text>
        )}
        <span role="status" className={classes.copied}>
          {clipboard.copied && 'Id copied'}
        </span>
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={`Actions for ${board.name}`}
          >
            <IconDots aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            mih={44}
            leftSection={<IconCopy size={16} stroke={1.8} aria-hidden="true" />}
            onClick={() => clipboard.copy(board.id)}
          >
            Copy id
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

/** The board's picture at Pinterest; where there is none, who can see it. */
function Cover({ board }: { board: Board }) {
  const [broken, setBroken] = useState<string | null>(null);
  const shown = board.coverUrl !== null && board.coverUrl !== broken;
  return (
    <span className={classes.cover}>
      {shown ? (
        <img
          src={board.coverUrl ?? ''}
          alt=""
          width={56}
          height={56}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setBroken(board.coverUrl)}
        />
      ) : (
        <PrivacyIcon privacy={board.privacy} alone={false} />
      )}
    </span>
  );
}
