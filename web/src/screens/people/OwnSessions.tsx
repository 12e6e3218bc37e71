import { Button, Text, Title } from '@mantine/core';
import { client } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { When } from '../../ui/When.tsx';
import classes from './People.module.css';
import { usePeopleChange, useSessions } from './queries.ts';

/** Where one is signed in. */
export function OwnSessions() {
  const sessions = useSessions();
  const revoke = usePeopleChange((id: string) => client.sessions.revoke(id));
  return (
    <section className={classes.section} aria-labelledby="sessions">
      <Title order={2} id="sessions">
        Where you are signed in
      </Title>
      <ul className={classes.list}>
        {sessions.data?.map((session) => (
          <li key={session.id} className={classes.row}>
            <div className={classes.who}>
              <Text>{session.userAgent ?? 'Unknown browser'}</Text>
              <Text size="sm" c="dimmed">
                {session.address ?? 'unknown address'} · last seen <When at={session.lastSeenAt} />
              </Text>
            </div>
            {session.isCurrent ? (
              <Text>This one</Text>
            ) : (
              <Button
                variant="default"
                aria-label={`End the session of ${session.address ?? 'an unknown address'}`}
                loading={revoke.isPending && revoke.variables === session.id}
                onClick={() => revoke.mutate(session.id)}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Failure error={sessions.error ?? revoke.error} />
    </section>
  );
}
