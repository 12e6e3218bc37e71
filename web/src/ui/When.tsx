import { relative } from './format.ts';
import { clockTime, isNear } from '../api/times.ts';
import { useNow } from './useNow.ts';

/** A moment on the viewer's clock; within a day of now also how far away it is. */
export function When({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at}>
      {clockTime(at, now)}
      {isNear(at, now) && ` · ${relative(at, now)}`}
    </time>
  );
}
