import { currentOf, useMay, useMe } from '../../api/me.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ApprovalPolicy } from './ApprovalPolicy.tsx';
import { Everybody } from './Everybody.tsx';
import { NewWorkspace } from './NewWorkspace.tsx';
import { OwnPassword } from './OwnPassword.tsx';
import { OwnSessions } from './OwnSessions.tsx';
import classes from './People.module.css';
import { SetUp } from './SetUp.tsx';

/** Who may do what in this workspace, and where one is signed in. */
export function PeoplePage() {
  const me = useMe().data;
  const may = useMay();
  const workspace = currentOf(me);
  if (!me || !workspace) return null;
  const isNew = !workspace.hasOwner && may('people:write');
  return (
    <div className={classes.page}>
      <PageHeader
        title="People"
        note={
          me.type === 'person'
            ? `You are ${me.name} (${me.login ?? ''}), ${workspace.role ?? ''} of ${workspace.name}.`
            : 'You are signed in with an API key.'
        }
      />
      {isNew && <SetUp />}
      {may('people:read') && !isNew && <Everybody />}
      {may('workspaces:write') && <ApprovalPolicy profileId={workspace.id} />}
      {may('workspaces:manage') && <NewWorkspace />}
      {me.type === 'person' && me.hasPassword && <OwnPassword login={me.login ?? ''} />}
      <OwnSessions />
    </div>
  );
}
