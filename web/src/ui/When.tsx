import { exactUtc, relative } from './format.ts';
import { useNow } from './useNow.ts';

/** A moment as people say it, with the exact UTC time on hover. */
export function When({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactUtc(at)}>
      {relative(at, now)}
    </time>
  );
}
