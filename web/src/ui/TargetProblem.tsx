import type { Target } from '../api/client.ts';
import { inDashboardWords } from '../api/wording.ts';
import { withLocalTimes } from '../api/times.ts';
import classes from './PinCard.module.css';

/** Why a Pin failed or waits, and what to do about it. */
export function TargetProblem({ target }: { target: Target }) {
  if (target.heldReason !== null)
    return (
      <div className={classes.problem} data-tone="wait">
        <p>{withLocalTimes(target.heldReason)}</p>
      </div>
    );
  if (target.status !== 'failed') return null;
  const problem = target.problem && inDashboardWords(target.problem);
  const message = problem?.message ?? target.errorMessage ?? 'Linchpin has no reason on record.';
  return (
    <div className={classes.problem}>
      <p>
        <strong>{message}</strong>
      </p>
      {problem && <p>{problem.fix}</p>}
    </div>
  );
}
