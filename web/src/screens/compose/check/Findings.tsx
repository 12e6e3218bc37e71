import classes from './Check.module.css';
import { Button } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import type { ProblemBody } from '../../../api/client.ts';
import { inDashboardWords } from '../../../api/wording.ts';
import type { SeverityLook } from './check.ts';

interface FindingsProps {
  look: SeverityLook;
  problems: ProblemBody[];
  fixing: ProblemBody | null;
  onFix: (problem: ProblemBody) => void;
}

/** All of one severity, each with the way out. */
export function Findings({ look, problems, fixing, onFix }: FindingsProps) {
  if (problems.length === 0) return null;
  const { title, severity, Icon } = look;
  return (
    <div data-severity={severity} className={classes.group}>
      <h3 className={classes.severity}>
        <Icon size={18} stroke={1.8} aria-hidden="true" /> {title}
      </h3>
      <ul className={classes.list}>
        {problems.map((problem) => {
          const { message, fix } = inDashboardWords(problem);
          return (
            <li key={`${problem.code} ${problem.field}`}>
              <strong>{message}</strong> {fix}
              {problem.autofix && (
                <span className={classes.fix}>
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconWand size={16} stroke={1.8} aria-hidden="true" />}
                    aria-label={`Fix it: ${problem.autofix}`}
                    loading={fixing === problem}
                    onClick={() => onFix(problem)}
                  >
                    Fix it
                  </Button>
                  <span className={classes.quiet}>{problem.autofix}</span>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
