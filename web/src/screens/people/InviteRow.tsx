import { Button, Text } from '@mantine/core';
import { client, type Invite } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { When } from '../../ui/When.tsx';
import classes from './People.module.css';
import { usePeopleChange } from './queries.ts';

export function InviteRow({ invite, changeable }: { invite: Invite; changeable: boolean }) {
  const revoke = usePeopleChange(() => client.invites.revoke(invite.id));
  const whom = invite.note ?? `somebody as ${invite.role}`;
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <Text>{whom}</Text>
        <Text size="sm" c="dimmed">
          {invite.role} · by {invite.createdBy} · until <When at={invite.expiresAt} />
        </Text>
      </div>
      {changeable && (
        <Button
          variant="default"
          aria-label={`Take back the invitation of ${whom}`}
          loading={revoke.isPending}
          onClick={() => revoke.mutate(undefined)}
        >
          Take back
        </Button>
      )}
      <Failure error={revoke.error} />
    </li>
  );
}
