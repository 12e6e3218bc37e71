import type { ReactNode } from 'react';
import type { Problem, SortedProblems } from './problems.ts';
import classes from './Compose.module.css';

/** Message and fix, at the field they are about. */
function FieldError({ problems }: { problems: readonly Problem[] }) {
  return problems.map((problem) => (
    <span key={problem.code + problem.message} className={classes.fieldError}>
      <strong>{problem.message}</strong> {problem.fix}
    </span>
  ));
}

export const fieldErrors = (atFields: SortedProblems['atFields']): Record<string, ReactNode> =>
  Object.fromEntries(
    Object.entries(atFields).map(([field, problems]) => [
      field,
      <FieldError key={field} problems={problems} />,
    ]),
  );
