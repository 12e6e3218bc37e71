import { Button, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { currentOf, useMe } from '../../api/me.ts';
import { Failure } from '../../ui/Failure.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import classes from './Device.module.css';

/** Where a person lets a command line in: it shows a code, and opens this page with it. */
export function DevicePage() {
  const { code = '' } = useSearch({ from: '/device' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  const workspace = currentOf(useMe().data);
  const login = useQuery({
    queryKey: keys.deviceLogin(code),
    queryFn: () => client.deviceLogins.get(code),
    enabled: code !== '',
    retry: false,
    staleTime: Infinity,
  });
  return (
    <div className={classes.page}>
      <PageHeader
        title="Let a command line in"
        note="A program in a terminal shows a code. The terminal gets a key to this workspace."
      />
      {login.data && workspace ? (
        <AnswerForm login={login.data} workspace={workspace.name} />
      ) : (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() !== '')
              void navigate({ to: '/device', search: { code: typed.trim() } });
          }}
        >
          <TextInput
            label="Code in the terminal"
            placeholder="WDJB-MJHT"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Failure error={login.error} />
          <Button type="submit" loading={login.isFetching}>
            Go on
          </Button>
        </form>
      )}
      <Text c="dimmed" size="sm">
        Did another person send you here? Then do not go on: let in only what you started yourself.
      </Text>
    </div>
  );
}
