import { Button, Code, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, skipToken } from '@tanstack/react-query';
import { useState } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { client } from '../api/client.ts';
import { explain } from '../api/explain.ts';
import { keys } from '../api/keys.ts';
import { isSignedOut } from '../api/query-client.ts';
import { Mark } from './Mark.tsx';
import classes from './SignIn.module.css';

const words = (error: unknown) =>
  isSignedOut(error)
    ? 'This key is not valid here. Copy it again from the line that Linchpin prints when it starts.'
    : `${explain(error).message} ${explain(error).fix}`;

export function SignIn() {
  useDocumentTitle('Sign in · Linchpin');
  const [key, setKey] = useState('');
  const queryClient = useQueryClient();
  const fromFragment = useQuery<Error>({ queryKey: keys.signInError, queryFn: skipToken });
  const open = useMutation({
    mutationFn: () => client.session.open(key.trim()),
    meta: { signsIn: true }, // Its refusal is shown here, and says nothing new about the session.
    onSuccess: () => queryClient.resetQueries(),
  });
  const error = open.error ?? (open.isIdle ? fromFragment.data : null);

  return (
    <main className={classes.page}>
      <Paper
        className={classes.card}
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim() && !open.isPending) open.mutate();
        }}
      >
        <Stack gap="lg">
          <div className={classes.brand}>
            <Mark size={36} />
            <Title order={1}>Sign in to Linchpin</Title>
          </div>
          <PasswordInput
            label="API key"
            description={
              <>
                It is printed when Linchpin starts. The <Code>#key=</Code> link printed there signs
                you in by itself.
              </>
            }
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            error={error ? <span role="alert">{words(error)}</span> : undefined}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key', tabIndex: 0 }}
            required
            withAsterisk={false}
            autoFocus
          />
          <Button type="submit" loading={open.isPending} fullWidth>
            Sign in
          </Button>
          <Text size="sm" c="dimmed">
            The key stays on this device as a session cookie. Sign out to end it.
          </Text>
        </Stack>
      </Paper>
    </main>
  );
}
