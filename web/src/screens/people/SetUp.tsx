import { Button, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { NewPersonFields } from '../../ui/NewPersonFields.tsx';
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
        <NewPersonFields value={who} onChange={setWho} />
        <Failure error={setUp.error} />
        <Button type="submit" loading={setUp.isPending}>
          Become the owner
        </Button>
      </form>
    </section>
  );
}
