import { Anchor, Menu, Text, Title } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import {
  IconArrowRight,
  IconCopy,
  IconLayoutList,
  IconPencil,
  IconPin,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { client, type Account, type Board } from '../../api/client.ts';
import { explain } from '../../api/explain.ts';
import { useMay } from '../../api/me.ts';
import { useBoardWork } from '../../api/queries.ts';
import { MovePinsDialog } from '../../ui/MovePinsDialog.tsx';
import { PrivacyIcon, privacyLabel } from '../../ui/PrivacyIcon.tsx';
import { BoardDialog } from './BoardDialog.tsx';
import { DeleteBoardDialog } from './DeleteBoardDialog.tsx';
import { SectionsDialog } from './SectionsDialog.tsx';
import classes from './Boards.module.css';
import { ActionsMenu } from '../../ui/ActionsMenu.tsx';

/** "Unknown" is not 0: Pinterest did not say. */
const pins = (count: number | null) =>
  count === null ? 'Pins unknown' : count === 1 ? '1 Pin' : `${count.toLocaleString('en')} Pins`;

/** What can be done with a board, behind a dialog. */
const dialogs = [
  { name: 'edit', label: 'Edit…', icon: IconPencil, ownOnly: true, right: 'boards:write' },
  {
    name: 'sections',
    label: 'Sections…',
    icon: IconLayoutList,
    ownOnly: false,
    right: 'boards:write',
  },
  {
    name: 'move',
    label: 'Move planned Pins…',
    icon: IconArrowRight,
    ownOnly: false,
    right: 'posts:write',
  },
  { name: 'delete', label: 'Delete…', icon: IconTrash, ownOnly: true, right: 'boards:write' },
] as const;

export function BoardRow({ board, account }: { board: Board; account: Account }) {
  const clipboard = useClipboard({ timeout: 2000 });
  const [open, setOpen] = useState<(typeof dialogs)[number]['name'] | null>(null);
  const work = useBoardWork(account._id, () => {});
  const may = useMay();
  const close = () => setOpen(null);
  const isOwn = board.owner === null || board.owner === account.username;
  const common = { accountId: account._id, board, onClose: close };
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
          {!isOwn && ` · Board of ${board.owner}`}
        </Text>
        {board.description && (
          <Text size="sm" lineClamp={1}>
            {board.description}
          </Text>
        )}
        {work.isError && (
          <Text size="sm" c="red" role="alert">
            {explain(work.error).message}
          </Text>
        )}
        <span role="status" className={classes.copied}>
          {clipboard.copied && 'Id copied'}
        </span>
      </div>
      <ActionsMenu name={board.name}>
        {dialogs
          .filter(({ ownOnly, right }) => may(right) && (isOwn || !ownOnly))
          .map(({ name, label, icon: Icon }) => (
            <Menu.Item
              key={name}
              mih={44}
              {...(name === 'delete' && { color: 'red' })}
              leftSection={<Icon size={16} stroke={1.8} aria-hidden="true" />}
              onClick={() => setOpen(name)}
            >
              {label}
            </Menu.Item>
          ))}
        {may('accounts:write') && (
          <Menu.Item
            mih={44}
            leftSection={<IconPin size={16} stroke={1.8} aria-hidden="true" />}
            onClick={() =>
              work.mutate(() =>
                client.boards.setDefault(account._id, {
                  defaultBoardId: board.isDefault ? null : board.id,
                }),
              )
            }
          >
            {board.isDefault ? 'No default board' : 'Make it the default board'}
          </Menu.Item>
        )}
        <Menu.Item
          mih={44}
          leftSection={<IconCopy size={16} stroke={1.8} aria-hidden="true" />}
          onClick={() => clipboard.copy(board.id)}
        >
          Copy id
        </Menu.Item>
      </ActionsMenu>
      {open === 'edit' && <BoardDialog {...common} />}
      {open === 'sections' && <SectionsDialog {...common} />}
      {open === 'move' && (
        <MovePinsDialog
          accountId={account._id}
          from={{ boardId: board.id, name: board.name }}
          onClose={close}
        />
      )}
      {open === 'delete' && <DeleteBoardDialog {...common} />}
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
