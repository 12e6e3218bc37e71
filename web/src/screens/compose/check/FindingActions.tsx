import classes from './Check.module.css';
import { Anchor, Button } from '@mantine/core';
import { IconCalendarTime, IconWand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ProblemBody } from '../../../api/client.ts';
import { clockTime } from '../../../api/times.ts';
import type { Checking } from './useChecking.ts';

/** What can be done about a finding where it stands: mend it, move the Pin, look at the other one. */
export function FindingActions({
  problem,
  checking,
}: {
  problem: ProblemBody;
  checking: Checking;
}) {
  const detail = (name: string) => {
    const value = problem.details?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const free = detail('nextFreeAt');
  const other = detail('existingPinId') ?? detail('pinId');
  if (!problem.autofix && free === undefined && other === undefined) return null;
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
      {free !== undefined && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconCalendarTime size={16} stroke={1.8} aria-hidden="true" />}
          onClick={() => checking.moveTo(free)}
        >
          Schedule for {clockTime(free)}
        </Button>
      )}
      {other !== undefined && (
        <Anchor
          size="sm"
          underline="always"
          target="_blank"
          renderRoot={(props) => <Link to="/" search={{ q: other }} {...props} />}
        >
          Show the other Pin
        </Anchor>
      )}
    </span>
  );
}
