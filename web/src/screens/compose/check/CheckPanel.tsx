import classes from './Check.module.css';
import { Button } from '@mantine/core';
import { useRef } from 'react';
import { explain } from '../../../api/explain.ts';
import type { ProblemBody } from '../../../api/client.ts';
import type { ComposeForm } from '../useComposer.ts';
import { Findings } from './Findings.tsx';
import { severities, useCheck, useFix } from './check.ts';

/** What the server would say to this Pin, before it is sent. Nothing here holds anybody up. */
export function CheckPanel({ form, uploading }: { form: ComposeForm; uploading: boolean }) {
  const { ready, found, failed, busy } = useCheck(form.values, uploading);
  const { fix, fixing, error, done, undo } = useFix(form);
  const panel = useRef<HTMLElement>(null);
  const problems = found?.problems ?? [];
  const failure = error ? explain(error) : null;

  const start = (problem: ProblemBody) => fix(problem, { onSettled: () => panel.current?.focus() }); // Its button goes with the problem.

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
          ? 'With a board and an image or video, hints on this Pin appear here.'
          : failed
            ? 'Not possible right now. You can publish all the same.'
            : found && summary(problems)}
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
      {severities.map((look) => (
        <Findings
          key={look.severity}
          look={look}
          problems={problems.filter(({ severity }) => severity === look.severity)}
          fixing={fixing}
          onFix={start}
        />
      ))}
    </section>
  );
}

/** "Ready to publish. 2 hints" */
function summary(problems: readonly ProblemBody[]): string {
  const counts = severities.flatMap(({ severity, one, many }) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count ? `${count} ${count === 1 ? one : many}` : [];
  });
  const blocked = problems.some(({ severity }) => severity === 'error');
  return [blocked ? 'Not ready yet' : 'Ready to publish', ...counts].join(' · ');
}
