import { useMutation } from '@tanstack/react-query';
import { client, type ProblemBody } from '../../api/client.ts';
import type { ComposeForm } from '../useComposer.ts';
import { toPost, type ComposeValues } from '../values.ts';
import { mend } from './mend.ts';

/** Lets the server put one problem right, and takes it back again. */
export function useFix(form: ComposeForm) {
  const put = (part: Partial<ComposeValues>) => {
    form.setValues(part);
    Object.keys(part).forEach((field) => form.clearFieldError(field));
  };

  const fixing = useMutation({
    mutationFn: async (problem: ProblemBody) => {
      const before = form.getValues();
      const { repaired } = await client.tools.validatePost({
        ...toPost(before, 'publish'),
        repair: true,
      });
      const part = repaired ? mend(before, repaired, problem) : null;
      const now = form.getValues();
      const undo = Object.fromEntries(
        Object.entries(before).filter(([field]) => part && field in part),
      );
      const typedMeanwhile = Object.entries(now).some(
        ([field, value]) => field in undo && undo[field] !== value,
      );
      if (!part || typedMeanwhile) return null;
      put(part);
      return { about: problem.autofix ?? '', undo };
    },
  });

  return {
    fix: fixing.mutate,
    fixing: fixing.isPending ? fixing.variables : null,
    error: fixing.error,
    /** What was done last; null when nothing could be. */
    done: fixing.data,
    undo: () => {
      if (fixing.data) put(fixing.data.undo);
      fixing.reset();
    },
  };
}
