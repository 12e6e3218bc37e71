import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { LinkToCopy } from './LinkToCopy.tsx';
import classes from './People.module.css';
import { roleNames, roleNotes, usePeopleChange, type RoleName } from './queries.ts';

export function InviteForm() {
  const [role, setRole] = useState<RoleName>('editor');
  const [note, setNote] = useState('');
  const invite = usePeopleChange(() =>
    client.invites.create({ role, ...(note.trim() && { note: note.trim() }) }),
  );
  return (
    <form
      className={classes.section}
      aria-label="Invite somebody"
      onSubmit={(event) => {
        event.preventDefault();
        if (!invite.isPending) invite.mutate(undefined);
      }}
    >
      <div className={classes.tools}>
        <NativeSelect
          label="Invite as"
          data={roleNames.map((name) => ({ value: name, label: `${name}: ${roleNotes[name]}` }))}
          value={role}
          onChange={(event) =>
            setRole(roleNames.find((name) => name === event.currentTarget.value) ?? role)
          }
        />
        <TextInput
          label="For (only you see this)"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" loading={invite.isPending}>
          Make an invitation
        </Button>
      </div>
      {invite.data && (
        <LinkToCopy url={invite.data.url} about="Send this link to one person. It works once." />
      )}
      <Failure error={invite.error} />
    </form>
  );
}
