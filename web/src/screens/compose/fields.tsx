import classes from './Compose.module.css';
import type { ReactNode } from 'react';
import { saidByQuestion, type Problem, type SortedProblems } from './problems.ts';
import { countCharacters } from './values.ts';

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
    Object.entries(atFields).flatMap(([field, problems]) => {
      const told = problems.filter(({ code }) => !saidByQuestion(code));
      return told.length > 0 ? [[field, <FieldError key={field} problems={told} />]] : [];
    }),
  );

interface CountedProps {
  text: string;
  limit: number;
  hint: string;
}

/** Below a field: its hint, and how much room is left. */
export function Counted({ text, limit, hint }: CountedProps) {
  const count = countCharacters(text.trim());
  const over = count - limit;
  return (
    <span className={classes.counted}>
      <span>{hint}</span>
      <span className={classes.count} data-over={over > 0 || undefined}>
        {over > 0 ? `${over} over the limit of ${limit}` : `${count} of ${limit}`}
      </span>
    </span>
  );
}
