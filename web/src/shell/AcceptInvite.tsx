import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { Failure } from '../ui/Failure.tsx';
import { NewPersonFields } from '../ui/NewPersonFields.tsx';
import { EntryCard } from './EntryCard.tsx';
import { OidcButton } from './OidcButton.tsx';
import { Splash } from './Splash.tsx';

/** Where the link of an invitation leads. */
export function AcceptInvite({ token, onDone }: { token: string; onDone: () => void }) {
  const queryClient = useQueryClient();
  const [who, setWho] = useState({ login: '', name: '', password: '' });
  const ways = useQuery({ queryKey: keys.ways, queryFn: () => client.session.ways() });
  const invite = useQuery({
    queryKey: keys.invite(token),
    queryFn: () => client.session.readInvite(token),
    retry: false,
    staleTime: Infinity,
  });
  const accept = useMutation({
    mutationFn: () =>
      invite.data?.isSignedIn
        ? client.session.join(token)
        : client.session.acceptInvite(token, { ...who, login: who.login.trim() }),
    meta: { signsIn: true },
    onSuccess: async () => {
      onDone();
      await queryClient.resetQueries();
    },
  });
  if (invite.isPending) return <Splash />;
  if (!invite.data)
    return (
      <EntryCard title="Invitation">
        <Failure error={invite.error} />
        <Button variant="default" onClick={onDone}>
          Go on without it
        </Button>
      </EntryCard>
    );
  const { workspace, role, isSignedIn } = invite.data;
  return (
    <EntryCard title={`Join ${workspace}`} onSubmit={() => accept.mutate()}>
      <Text>
        You are invited as <b>{role}</b>.
      </Text>
      {!isSignedIn && <NewPersonFields value={who} onChange={setWho} autoFocus />}
      <Failure error={accept.error} />
      <Button type="submit" loading={accept.isPending} fullWidth>
        Join
      </Button>
      {!isSignedIn && ways.data?.oidc != null && (
        <OidcButton name={ways.data.oidc} invite={token} />
      )}
    </EntryCard>
  );
}
