import { Loader, VisuallyHidden } from '@mantine/core';
import classes from './SignIn.module.css';

export function Splash() {
  return (
    <main className={classes.page} aria-busy="true">
      <Loader />
      <VisuallyHidden role="status">Opening Linchpin</VisuallyHidden>
    </main>
  );
}
