import { Button } from '@mantine/core';
import { clockOnly } from '../api/times.ts';
import classes from './StaleBar.module.css';

/** What is shown could not be brought up to date; it stays where it is. @see ErrorState for nothing to show. */
export function StaleBar({ since, onRetry }: { since: number; onRetry: () => void }) {
  return (
    <p className={classes.bar} role="status">
      Not up to date since {clockOnly(since)}
      <Button variant="subtle" size="compact-sm" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}
