import { Paper, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Mark } from './Mark.tsx';
import classes from './SignIn.module.css';

interface EntryCardProps {
  title: string;
  onSubmit?: () => void;
  children: ReactNode;
}

/** The one card of a page without a session. */
export function EntryCard({ title, onSubmit, children }: EntryCardProps) {
  useDocumentTitle(`${title} · Linchpin`);
  return (
    <main className={classes.page}>
      <Paper
        className={classes.card}
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <Stack gap="lg">
          <div className={classes.brand}>
            <Mark size={36} />
            <Title order={1}>{title}</Title>
          </div>
          {children}
        </Stack>
      </Paper>
    </main>
  );
}
