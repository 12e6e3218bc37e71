import { Button, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { client, type Person } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { When } from '../../ui/When.tsx';
import { LinkToCopy } from './LinkToCopy.tsx';
import classes from './People.module.css';
import { roleNames, usePeopleChange } from './queries.ts';

export function PersonRow({ person, changeable }: { person: Person; changeable: boolean }) {
  const [asking, setAsking] = useState(false);
  const role = usePeopleChange((to: Person['role']) =>
    client.people.changeRole(person.id, { role: to }),
  );
  const remove = usePeopleChange(() => client.people.remove(person.id));
  const reset = usePeopleChange(() => client.people.resetPassword(person.id));
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <Text fw={600}>
          {person.name}
          {person.isCurrent && ' (you)'}
        </Text>
        <Text size="sm" c="dimmed">
          {person.login} ·{' '}
          {person.lastSeenAt === null ? (
            'not signed in'
          ) : (
            <>
              last seen <When at={person.lastSeenAt} />
            </>
          )}
        </Text>
      </div>
      {changeable ? (
        <div className={classes.tools}>
          <NativeSelect
            aria-label={`Role of ${person.name}`}
            data={[...roleNames]}
            value={person.role}
            disabled={role.isPending}
            onChange={(event) => {
              const to = roleNames.find((name) => name === event.currentTarget.value);
              if (to) role.mutate(to);
            }}
          />
          <Button
            variant="default"
            aria-label={`New password for ${person.name}`}
            loading={reset.isPending}
            onClick={() => reset.mutate(undefined)}
          >
            New password
          </Button>
          <Button
            variant="default"
            color="red"
            aria-label={`${asking ? 'Really remove' : 'Remove'} ${person.name}`}
            loading={remove.isPending}
            onClick={() => (asking ? remove.mutate(undefined) : setAsking(true))}
            onBlur={() => setAsking(false)}
          >
            {asking ? 'Really remove?' : 'Remove'}
          </Button>
        </div>
      ) : (
        <Text>{person.role}</Text>
      )}
      {reset.data && (
        <LinkToCopy
          url={reset.data.url}
          about={`Give this link to ${person.name}. It sets a new password, once, within a day.`}
        />
      )}
      <Failure error={role.error ?? remove.error ?? reset.error} />
    </li>
  );
}
