import { Button, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import classes from './People.module.css';

/** Makes a further workspace, and shows it. */
export function NewWorkspace() {
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: async () => {
      const { profile } = await client.workspaces.create({ name: name.trim() });
      await client.me.switch({ profileId: profile._id });
    },
    onSuccess: () => cache.resetQueries(), // Nothing of the other workspace may stay on the screen.
  });
  return (
    <section className={classes.section} aria-labelledby="new-workspace">
      <Title order={2} id="new-workspace">
        New workspace
      </Title>
      <Text>
        A workspace has its own accounts, Pins, people and keys. You own the new one, and choose
        between them at the top of the page.
      </Text>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isPending) create.mutate();
        }}
      >
        <TextInput
          label="Name of the workspace"
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <Failure error={create.error} />
        <Button type="submit" variant="default" loading={create.isPending}>
          Make the workspace
        </Button>
      </form>
    </section>
  );
}
