import classes from './Check.module.css';
import { Button } from '@mantine/core';
import type { RefObject } from 'react';
import { explain } from '../../../api/explain.ts';
import type { ProblemBody } from '../../../api/client.ts';
import { Findings } from './Findings.tsx';
import { severities } from './check.ts';
import type { Checking } from './useChecking.ts';

/** What the server would say to this Pin, before it is sent. What belongs to a field stands there. */
export function CheckPanel({
  checking,
  panel,
}: {
  checking: Checking;
  panel: RefObject<HTMLElement | null>;
}) {
  const { ready, failed, busy, shown, done, undo, error } = checking;
  const failure = error ? explain(error) : null;
  return (
    <section className={classes.panel} aria-labelledby="check" tabIndex={-1} ref={panel}>
      <div className={classes.head}>
        <h2 id="check" className={classes.heading}>
          Check
        </h2>
        <span className={classes.quiet} aria-busy={busy}>
          {busy && 'Looking…'}
        </span>
      </div>
      <p role="status" className={classes.summary}>
        {!ready
          ? 'With a board and an image or video, Linchpin checks the Pin while you write.'
          : failed
            ? 'Not possible right now. You can publish all the same.'
            : shown && summary(shown)}
      </p>
      {done !== undefined && (
        <p role="status" className={classes.done}>
          {done ? `Put right: ${done.about}` : 'Linchpin could not put this right by itself.'}
          {done && (
            <Button variant="subtle" size="compact-sm" onClick={undo}>
              Undo
            </Button>
          )}
        </p>
      )}
      {failure && (
        <p role="alert" className={classes.done}>
          {failure.message} {failure.fix}
        </p>
      )}
      <Findings problems={checking.elsewhere} checking={checking} />
    </section>
  );
}

/** "Ready to publish · 2 hints" */
function summary(problems: readonly ProblemBody[]): string {
  const counts = severities.flatMap(({ severity, one, many }) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count ? `${count} ${count === 1 ? one : many}` : [];
  });
  const blocked = problems.some(({ severity }) => severity === 'error');
  return [blocked ? 'Not ready yet' : 'Ready to publish', ...counts].join(' · ');
}
