import { IconAlertCircle, IconAlertTriangle, IconBulb } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery, useMutation } from '@tanstack/react-query';
import { client, type ProblemBody } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { arrange } from '../media/arrangement.ts';
import { allItems } from '../media/items.ts';
import { toPost, type ComposeValues } from '../values.ts';
import type { ComposeForm } from '../useComposer.ts';
import { applyRepair } from './apply-repair.ts';

/** Worst first; icon and words say the same. */
export const severities = [
  {
    severity: 'error',
    title: 'To put right',
    one: 'thing to put right',
    many: 'things to put right',
    Icon: IconAlertCircle,
  },
  {
    severity: 'warning',
    title: 'Warnings',
    one: 'warning',
    many: 'warnings',
    Icon: IconAlertTriangle,
  },
  { severity: 'hint', title: 'Hints', one: 'hint', many: 'hints', Icon: IconBulb },
] as const;

/** Milliseconds after the last change. */
const pause = 800;

/** Asks the server what it would say to this Pin, once there are media and a board. */
export function useCheck(values: ComposeValues, uploading: boolean) {
  const ready = values.boardId !== '' && !uploading && arrange(allItems(values)).kind !== 'none';
  const post = ready ? JSON.stringify(toPost(values, 'publish')) : null;
  const [settled] = useDebouncedValue(post, pause);
  const asked = post === null ? null : settled;
  const { data, isError, isFetching } = useQuery({
    queryKey: keys.check(asked),
    queryFn: asked === null ? skipToken : () => client.tools.validatePost(JSON.parse(asked)),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });
  return { ready, found: ready ? data : undefined, failed: isError, busy: isFetching };
}

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
      const part = repaired ? applyRepair(before, repaired, problem) : null;
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
