import type { ProblemBody } from '../../../api/client.ts';
import { fieldAt, saidByQuestion } from '../problems.ts';
import type { Composer } from '../useComposer.ts';
import { useCheck, useFix } from './check.ts';

/** Fields of the form that show what was found at them. */
const places = ['media', 'mediaUrl', 'boardId', 'title', 'description', 'link', 'altText'];

/** What the check found so far, sorted by where it is shown. `onFixed`: its button went with the problem. */
export function useChecking(
  { form, uploads, judging, problems, schedule }: Composer,
  onFixed: () => void,
) {
  const { ready, found, failed, busy } = useCheck(form.values, uploads.sending);
  const { fix, fixing, error, done, undo } = useFix(form);
  const place = ({ field }: ProblemBody) => {
    const root = fieldAt(field ?? '', form.values.media.length)?.split('.')[0];
    return places.find((name) => name === root);
  };
  const shown = found?.problems.filter(
    (problem) => problem.severity === 'error' || judging.judges(place(problem) ?? ''),
  );
  // Asked by the form itself, beside the images.
  const told = shown?.filter(({ code }) => !saidByQuestion(code)) ?? [];
  const refused = Object.values(problems?.atFields ?? {}).flat();
  const summed = problems?.elsewhere ?? [];
  return {
    ready,
    failed,
    busy,
    shown,
    at: (name: string) => told.filter((problem) => place(problem) === name),
    // Not what the summary on top of the form says after the Pin was refused.
    elsewhere: told.filter(
      (problem) =>
        place(problem) === undefined && !summed.some(({ code }) => code === problem.code),
    ),
    isSaid: ({ code }: ProblemBody) => refused.some((problem) => problem.code === code),
    fix: (problem: ProblemBody) => fix(problem, { onSettled: onFixed }),
    fixing,
    error,
    done,
    undo,
    moveTo: schedule,
  };
}

export type Checking = ReturnType<typeof useChecking>;
