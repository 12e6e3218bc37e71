import { Anchor, Button, Code, PasswordInput, Text, TextInput } from '@mantine/core';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { explain } from '../api/explain.ts';
import { keys } from '../api/keys.ts';
import { isSignedOut } from '../api/query-client.ts';
import { EntryCard } from './EntryCard.tsx';
import { OidcButton } from './OidcButton.tsx';
import { Splash } from './Splash.tsx';

/** By name and password where people were set up, else by the key; either page leads to the other. */
export function SignIn() {
  const ways = useQuery({ queryKey: keys.ways, queryFn: () => client.session.ways() });
  const [chosen, setChosen] = useState<'password' | 'key' | null>(null);
  if (ways.isPending) return <Splash />;
  const people = ways.data?.people === true || ways.data?.oidc != null;
  const way = chosen ?? (people ? 'password' : 'key');
  return way === 'password' ? (
    <WithPassword oidc={ways.data?.oidc ?? null} onOther={() => setChosen('key')} />
  ) : (
    <WithKey onOther={people ? () => setChosen('password') : null} />
  );
}

function useSignIn(open: () => Promise<unknown>) {
  const queryClient = useQueryClient();
  const fromFragment = useQuery<Error>({ queryKey: keys.signInError, queryFn: skipToken });
  const work = useMutation({
    mutationFn: open,
    meta: { signsIn: true }, // Its refusal is shown here, and says nothing new about the session.
    onSuccess: () => queryClient.resetQueries(),
  });
  return { work, error: work.error ?? (work.isIdle ? fromFragment.data : null) };
}

interface WithPasswordProps {
  oidc: string | null;
  onOther: () => void;
}

function WithPassword({ oidc, onOther }: WithPasswordProps) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { work, error } = useSignIn(() => client.session.signIn(login.trim(), password));
  return (
    <EntryCard
      title="Sign in to Linchpin"
      onSubmit={() => login.trim() && password && !work.isPending && work.mutate()}
    >
      <TextInput
        label="E-mail or user name"
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        autoComplete="username"
        autoCapitalize="none"
        required
        withAsterisk={false}
        autoFocus
      />
      <PasswordInput
        label="Password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={error ? <span role="alert">{wordsOf(error)}</span> : undefined}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={work.isPending} fullWidth>
        Sign in
      </Button>
      {oidc !== null && <OidcButton name={oidc} />}
      <Text size="sm" c="dimmed">
        The person who runs Linchpin can{' '}
        <Anchor component="button" type="button" inherit underline="always" onClick={onOther}>
          sign in with the API key
        </Anchor>
        .
      </Text>
    </EntryCard>
  );
}

function WithKey({ onOther }: { onOther: (() => void) | null }) {
  const [key, setKey] = useState('');
  const { work, error } = useSignIn(() => client.session.open(key.trim()));
  return (
    <EntryCard
      title="Sign in to Linchpin"
      onSubmit={() => key.trim() && !work.isPending && work.mutate()}
    >
      <PasswordInput
        label="API key"
        description={
          <>
            It is printed when Linchpin starts. The <Code>#key=</Code> link printed there signs you
            in by itself.
          </>
        }
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        error={error ? <span role="alert">{wordsOf(error)}</span> : undefined}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key', tabIndex: 0 }}
        required
        withAsterisk={false}
        autoFocus
      />
      <Button type="submit" loading={work.isPending} fullWidth>
        Sign in
      </Button>
      <Text size="sm" c="dimmed">
        The key stays on this device as a session cookie. Sign out to end it.
      </Text>
      {onOther && (
        <Anchor component="button" type="button" size="sm" underline="always" onClick={onOther}>
          Sign in with a name and a password
        </Anchor>
      )}
    </EntryCard>
  );
}

function wordsOf(error: unknown): string {
  const { message, fix } = explain(error);
  return isSignedOut(error) && message === 'You are not signed in any more.'
    ? 'This key is not valid here. Copy it again from the line that Linchpin prints when it starts.'
    : `${message} ${fix}`;
}
