import { useRef, type ReactNode } from 'react';
import type { Instance } from '../api/client.ts';
import { Header } from './Header.tsx';
import { Navigation } from './Navigation.tsx';
import { PasswordRemoved } from './PasswordRemoved.tsx';
import classes from './Shell.module.css';

export function Shell({ instance, children }: { instance: Instance; children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  return (
    <div className={classes.shell}>
      <a
        className={classes.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault(); // The fragment would become a place in the history.
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <Header instance={instance} />
      <Navigation />
      <main className={classes.main} id="content" tabIndex={-1} ref={main}>
        <PasswordRemoved />
        {children}
      </main>
    </div>
  );
}
