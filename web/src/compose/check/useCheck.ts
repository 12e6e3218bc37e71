import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { arrange } from '../media/arrangement.ts';
import { allItems } from '../media/items.ts';
import { toPost, type ComposeValues } from '../values.ts';

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
