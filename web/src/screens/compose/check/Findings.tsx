import classes from './Check.module.css';
import type { ProblemBody } from '../../../api/client.ts';
import { inDashboardWords } from '../../../api/wording.ts';
import { severities } from './check.ts';
import { FindingActions } from './FindingActions.tsx';
import type { Checking } from './useChecking.ts';

interface FindingsProps {
  problems: readonly ProblemBody[];
  checking: Checking;
}

/** Findings, the worst first, each with the way out. */
export function Findings({ problems, checking }: FindingsProps) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.list}>
      {severities.flatMap(({ severity, title, Icon }) =>
        problems
          .filter((problem) => problem.severity === severity)
          .map((problem) => {
            const { message, fix } = inDashboardWords(problem);
            return (
              <li key={`${problem.code} ${problem.field}`} data-severity={severity}>
                {/* Refused when it was sent, it is said at the field already. */}
                {!checking.isSaid(problem) && (
                  <span className={classes.finding}>
                    <Icon size={17} stroke={1.8} role="img" aria-label={title} />
                    <span>
                      <strong>{message}</strong> {fix}
                    </span>
                  </span>
                )}
                <FindingActions problem={problem} checking={checking} />
              </li>
            );
          }),
      )}
    </ul>
  );
}

/** What the check found at one field, beside it. */
export const FieldFindings = ({ checking, field }: { checking: Checking; field: string }) => (
  <Findings problems={checking.at(field)} checking={checking} />
);
