import { Button, PasswordInput, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { NewPassword } from '../../ui/NewPassword.tsx';
import classes from './People.module.css';
import { usePeopleChange } from './queries.ts';

export function OwnPassword({ login }: { login: string }) {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const change = usePeopleChange(async () => {
    const answer = await client.me.changePassword({ currentPassword, newPassword });
    setCurrent('');
    setNew('');
    return answer;
  });
  return (
    <section className={classes.section} aria-labelledby="password">
      <Title order={2} id="password">
        Your password
      </Title>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!change.isPending) change.mutate(undefined);
        }}
      >
        {/* Password managers look for the name that it belongs to. */}
        <input
          type="text"
          autoComplete="username"
          aria-label="Signs in as"
          value={login}
          readOnly
          hidden
        />
        <PasswordInput
          label="Present password"
          value={currentPassword}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
          required
          withAsterisk={false}
        />
        <NewPassword label="New password" value={newPassword} onChange={setNew} />
        <Failure error={change.error} />
        {change.isSuccess && (
          <Text size="sm" role="status">
            {change.data.message}
          </Text>
        )}
        <Button type="submit" variant="default" loading={change.isPending}>
          Change it
        </Button>
      </form>
    </section>
  );
}
