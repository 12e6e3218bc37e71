import { Text, Title } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { InviteForm } from './InviteForm.tsx';
import { InviteRow } from './InviteRow.tsx';
import classes from './People.module.css';
import { PersonRow } from './PersonRow.tsx';
import { usePeople } from './queries.ts';

/** Everybody in the workspace, and who is invited. */
export function Everybody() {
  const people = usePeople();
  const may = useMay();
  if (people.isError)
    return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  if (!people.data) return <Text role="status">Loading people…</Text>;
  const { invites } = people.data;
  return (
    <section className={classes.section} aria-labelledby="everybody">
      <Title order={2} id="everybody">
        In this workspace
      </Title>
      <ul className={classes.list}>
        {people.data.people.map((person) => (
          <PersonRow key={person.id} person={person} changeable={may('people:write')} />
        ))}
      </ul>
      {invites.length > 0 && (
        <>
          <Title order={3} size="h4">
            Invited
          </Title>
          <ul className={classes.list}>
            {invites.map((invite) => (
              <InviteRow key={invite.id} invite={invite} changeable={may('people:write')} />
            ))}
          </ul>
        </>
      )}
      {may('people:write') && <InviteForm />}
    </section>
  );
}
