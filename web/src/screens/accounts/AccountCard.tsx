import { Anchor, Badge, Menu, Text, Title } from '@mantine/core';
import { IconPencil, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useAccountHealth, useInstance } from '../../api/queries.ts';
import { inDashboardWords } from '../../api/wording.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import classes from './Accounts.module.css';
import { ConnectDialog } from './ConnectDialog.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { hostNames } from './hosts.ts';
import { RenameDialog } from './RenameDialog.tsx';
import { SignInFacts } from './SignInFacts.tsx';
import { ActionsMenu } from '../../ui/ActionsMenu.tsx';

type Dialog = 'reconnect' | 'rename' | 'disconnect' | null;

const states = {
  healthy: { label: 'Ready', color: 'tide' },
  warning: { label: 'Needs attention', color: 'yellow' },
  error: { label: 'Cannot publish', color: 'red' },
} as const;

export function AccountCard({ account }: { account: Account }) {
  const may = useMay();
  const health = useAccountHealth(account._id);
  const instance = useInstance();
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  const state = health.data && states[health.data.status];
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <div>
          <Title order={2} className={classes.name}>
            {account.displayName}{' '}
            {state && (
              <Badge color={state.color} variant="light">
                {state.label}
              </Badge>
            )}
          </Title>
          <Text size="sm" c="dimmed">
            <Anchor inherit href={account.profileUrl} target="_blank" rel="noreferrer">
              @{account.username}
            </Anchor>{' '}
            · {hostNames[account.metadata.host]}
          </Text>
        </div>
        {may('accounts:write') && (
          <ActionsMenu name={account.username}>
            <Menu.Item
              mih={44}
              leftSection={<IconPlugConnected size={16} aria-hidden="true" />}
              onClick={() => setDialog('reconnect')}
            >
              Connect again
            </Menu.Item>
            <Menu.Item
              mih={44}
              leftSection={<IconPencil size={16} aria-hidden="true" />}
              onClick={() => setDialog('rename')}
            >
              Rename here
            </Menu.Item>
            <Menu.Item
              mih={44}
              color="red"
              leftSection={<IconPlugConnectedX size={16} aria-hidden="true" />}
              onClick={() => setDialog('disconnect')}
            >
              Disconnect
            </Menu.Item>
          </ActionsMenu>
        )}
      </div>
      {health.isError && <ErrorState error={health.error} onRetry={() => void health.refetch()} />}
      {health.data?.problems.map(inDashboardWords).map(({ code, message, fix }) => (
        <div key={code} className={classes.problem} role="status">
          <Text size="sm" fw={600}>
            {message}
          </Text>
          <Text size="sm">{fix}</Text>
        </div>
      ))}
      {health.data && <SignInFacts health={health.data} />}
      {dialog === 'reconnect' && instance.data && (
        <ConnectDialog connect={instance.data.connect} account={account} onClose={close} />
      )}
      {dialog === 'rename' && <RenameDialog account={account} onClose={close} />}
      {dialog === 'disconnect' && <DisconnectDialog account={account} onClose={close} />}
    </li>
  );
}
