import classes from './Check.module.css';
import { Button } from '@mantine/core';
import { IconCalendarTime, IconWand } from '@tabler/icons-react';
import type { ProblemBody } from '../../../api/client.ts';
import { clockTime } from '../../../api/times.ts';
import { OtherPin } from '../OtherPin.tsx';
import { otherPin } from '../problems.ts';
import type { Checking } from './useChecking.ts';

/** What can be done about a finding where it stands: mend it, move the Pin, look at the other one. */
export function FindingActions({
  problem,
  checking,
}: {
  problem: ProblemBody;
  checking: Checking;
}) {
  const free = problem.details?.nextFreeAt;
  const other = otherPin(problem);
  if (!problem.autofix && typeof free !== 'string' && other === undefined) return null;
  return (
    <span className={classes.fix}>
      {problem.autofix && (
        <>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconWand size={16} stroke={1.8} aria-hidden="true" />}
            aria-label={`Fix it: ${problem.autofix}`}
            loading={checking.fixing === problem}
            onClick={() => checking.fix(problem)}
          >
            Fix it
          </Button>
          <span className={classes.quiet}>{problem.autofix}</span>
        </>
      )}
      {typeof free === 'string' && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconCalendarTime size={16} stroke={1.8} aria-hidden="true" />}
          onClick={() => checking.moveTo(free)}
        >
          Schedule for {clockTime(free)}
        </Button>
      )}
      {other !== undefined && <OtherPin id={other} />}
    </span>
  );
}
