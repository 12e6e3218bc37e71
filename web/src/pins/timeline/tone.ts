import type { TimelineEntry } from '../../api/client.ts';

/** The colour of an entry's dot: what went wrong, what waits, what went well, and all else. */
export function toneOf({ kind, request }: TimelineEntry): 'bad' | 'wait' | 'good' | 'plain' {
  if (kind === 'failed') return 'bad';
  if (kind === 'published') return 'good';
  if (kind === 'request') return request?.message == null ? 'plain' : 'wait';
  return ['held', 'taken_over', 'interrupted'].includes(kind) ? 'wait' : 'plain';
}
