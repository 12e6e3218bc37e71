import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Instance } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { ColorSchemeToggle } from './ColorSchemeToggle.tsx';
import { Mark } from './Mark.tsx';
import { SandboxBadge } from './SandboxBadge.tsx';
import { SignOut } from './SignOut.tsx';
import { WorkspaceChoice } from './WorkspaceChoice.tsx';
import classes from './Shell.module.css';

export function Header({ instance }: { instance: Instance }) {
  const may = useMay();
  return (
    <header className={classes.header}>
      <Link to="/" className={classes.brand} aria-label="Linchpin, your Pins">
        <Mark />
        <span className={classes.name}>Linchpin</span>
      </Link>
      <WorkspaceChoice instance={instance} />
      {instance.mode === 'sandbox' && <SandboxBadge url={instance.sandboxUrl} />}
      <div className={classes.actions}>
        {may('posts:write') && (
          <Button
            className={classes.newPin}
            color="ember.3"
            leftSection={<IconPlus size={18} stroke={2.4} aria-hidden="true" />}
            renderRoot={(props) => <Link to="/compose" {...props} />}
          >
            New Pin
          </Button>
        )}
        <ColorSchemeToggle />
        <SignOut />
      </div>
    </header>
  );
}
