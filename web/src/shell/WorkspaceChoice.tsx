import { NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, type Instance } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import classes from './Shell.module.css';

/** The name of the workspace; with several, the choice among them. */
export function WorkspaceChoice({ instance }: { instance: Instance }) {
  const cache = useQueryClient();
  const workspaces = useMe().data?.workspaces ?? [];
  const move = useMutation({
    mutationFn: (profileId: string) => client.me.switch({ profileId }),
    onSuccess: () => cache.resetQueries(), // Nothing of the other one may stay on the screen.
  });
  if (workspaces.length < 2)
    return (
      <span className={classes.workspace} title={`Linchpin ${instance.version}`}>
        {instance.workspace.name}
      </span>
    );
  return (
    <NativeSelect
      className={classes.choice}
      aria-label="Workspace"
      data={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
      value={instance.workspace.id}
      disabled={move.isPending}
      onChange={(event) => move.mutate(event.currentTarget.value)}
    />
  );
}
