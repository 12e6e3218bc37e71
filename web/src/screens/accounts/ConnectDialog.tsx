import { Anchor, Button, Checkbox, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client, type Account, type Instance } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { TextToCopy } from '../../ui/TextToCopy.tsx';
import { hostNames, type Host } from './hosts.ts';
import { TokenForm } from './TokenForm.tsx';

interface Props {
  connect: Instance['connect'];
  /** The account to connect again; absent: a new one. */
  account?: Account;
  onClose: () => void;
}

/** Leads to Pinterest's page, or takes a token. */
export function ConnectDialog({ connect, account, onClose }: Props) {
  const [first = 'pinterest'] = connect.hosts;
  const [host, setHost] = useState<Host>(account?.metadata.host ?? first);
  const [secretBoards, setSecretBoards] = useState(true);
  const [keywords, setKeywords] = useState(false);
  const [byToken, setByToken] = useState(false);
  const go = useMutation({
    mutationFn: () =>
      client.connections.start('pinterest', {
        redirect_url: `${window.location.origin}/accounts`,
        secretBoards: secretBoards ? 'true' : 'false',
        ...(keywords && { keywords: 'true' }),
        ...(account ? { accountId: account._id } : { host }),
      }),
    onSuccess: ({ authUrl }) => window.location.assign(authUrl),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size="lg"
      title={account ? `Connect ${account.username} again` : 'Connect a Pinterest account'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {!account && connect.hosts.length > 1 && (
          <Radio.Group
            label="Where the account is"
            value={host}
            onChange={(value) => setHost(value)}
          >
            <Stack gap="xs" mt="xs">
              {connect.hosts.map((name) => (
                <Radio key={name} value={name} label={hostNames[name]} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {byToken ? (
          <TokenForm host={host} onClose={onClose} />
        ) : (
          <>
            <Text size="sm">
              {host === 'sandbox'
                ? 'The sandbox asks which of its accounts may be used, as Pinterest does.'
                : 'Pinterest asks you to sign in and to give access. You come back here afterwards.'}
            </Text>
            <Checkbox
              label="Also use secret boards"
              checked={secretBoards}
              onChange={({ currentTarget }) => setSecretBoards(currentTarget.checked)}
            />
            <Checkbox
              label="Also keyword ideas"
              description="Pinterest gives them only with its permission to read advertising data."
              checked={keywords}
              onChange={({ currentTarget }) => setKeywords(currentTarget.checked)}
            />
            {connect.ownApp && <RedirectUri uri={connect.redirectUri} />}
            <Failure error={go.error} />
            <Group justify="space-between">
              <Anchor component="button" type="button" size="sm" onClick={() => setByToken(true)}>
                Use an access token instead
              </Anchor>
              <Button size="md" loading={go.isPending || go.isSuccess} onClick={() => go.mutate()}>
                Go to {host === 'sandbox' ? 'the sandbox' : 'Pinterest'}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

/** What has to be registered with the Pinterest app. */
const RedirectUri = ({ uri }: { uri: string }) => (
  <div>
    <Text size="sm" c="dimmed">
      The Pinterest app must have this redirect address, letter by letter:
    </Text>
    <TextToCopy text={uri} />
  </div>
);
