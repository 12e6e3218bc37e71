import { Button, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { NewPassword } from '../../ui/NewPassword.tsx';
import classes from './People.module.css';

/** Makes the first owner, and signs in as them. */
export function SetUp() {
  const cache = useQueryClient();
  const [who, setWho] = useState({ login: '', name: '', password: '' });
  const setUp = useMutation({
    mutationFn: async () => {
      const login = who.login.trim();
      await client.people.setUp({ ...who, login });
      await client.session.signIn(login, who.password);
    },
    onSuccess: () => cache.resetQueries(),
  });
  return (
    <section className={classes.section} aria-labelledby="set-up">
      <Title order={2} id="set-up">
        Set up people
      </Title>
      <Text>
        Alone you need none of this: the link that Linchpin prints signs you in. To work with
        others, make yourself the owner first, then invite them. The link goes on to work.
      </Text>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!setUp.isPending) setUp.mutate();
        }}
      >
        <TextInput
          label="Your name"
          value={who.name}
          onChange={(event) => setWho({ ...who, name: event.currentTarget.value })}
          autoComplete="name"
          required
          withAsterisk={false}
        />
        <TextInput
          label="E-mail or user name"
          description="With which you sign in from now on."
          value={who.login}
          onChange={(event) => setWho({ ...who, login: event.currentTarget.value })}
          autoComplete="username"
          autoCapitalize="none"
          required
          withAsterisk={false}
        />
        <NewPassword value={who.password} onChange={(password) => setWho({ ...who, password })} />
        <Failure error={setUp.error} />
        <Button type="submit" loading={setUp.isPending}>
          Become the owner
        </Button>
      </form>
    </section>
  );
}
