import { Checkbox, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, type Profile } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { Failure } from '../../ui/Failure.tsx';
import classes from './People.module.css';

type Subject = Profile['approvalRoles'][number];

const subjects: { value: Subject; label: string }[] = [
  { value: 'editor', label: 'Editors' },
  { value: 'admin', label: 'Admins' },
  { value: 'owner', label: 'Owners' },
  { value: 'api_key', label: 'Programs with an API key, and the printed link' },
];

/** Whose Pins wait for an approval. */
export function ApprovalPolicy({ profileId }: { profileId: string }) {
  const cache = useQueryClient();
  const workspace = useQuery({
    queryKey: keys.workspace,
    queryFn: async () => (await client.workspaces.get(profileId)).profile,
  });
  const change = useMutation({
    mutationFn: (approvalRoles: Subject[]) =>
      client.workspaces.update(profileId, { approvalRoles }),
    onSuccess: ({ profile }) => cache.setQueryData(keys.workspace, profile),
  });
  const wanted = (change.isPending ? change.variables : workspace.data?.approvalRoles) ?? [];
  return (
    <section className={classes.section} aria-labelledby="approval">
      <Title order={2} id="approval">
        Approval
      </Title>
      <Text>Pins by these wait until somebody who may approve lets them out:</Text>
      {subjects.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={wanted.includes(value)}
          disabled={!workspace.data || change.isPending}
          onChange={(event) =>
            change.mutate(
              event.currentTarget.checked
                ? [...wanted, value]
                : wanted.filter((each) => each !== value),
            )
          }
        />
      ))}
      <Failure error={workspace.error ?? change.error} />
    </section>
  );
}
