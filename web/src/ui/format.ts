import type { Post, TimelineEntry } from '../api/client.ts';

/** Seconds per unit, the largest first. */
const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

// English as all else on the page, whatever the browser speaks. Never "yesterday": that would depend
// on the reader's time zone.
const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** "3 minutes ago", "in 2 days", or "just now" within 45 s. `now` in ms since 1970. */
export function relative(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Math.abs(seconds) < 45) return 'just now';
  for (const [unit, length] of units)
    if (Math.abs(seconds) >= length) return words.format(Math.round(seconds / length), unit);
  return words.format(Math.sign(seconds), 'minute');
}

/** 75.4 → "1:15" */
export function minutesAndSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** What a post is called: its title, else the start of its description. */
export function titleOf(post: Post): string {
  const given =
    post.title ??
    post.platforms.find((target) => target.platformSpecificData.title)?.platformSpecificData.title;
  if (given?.trim()) return given;
  const start = Array.from(post.content.trim()).slice(0, 60).join('');
  return start || 'Untitled Pin';
}

/** The colour of an entry's dot: what went wrong, what waits, what went well, and all else. */
export function toneOf({ kind, request }: TimelineEntry): 'bad' | 'wait' | 'good' | 'plain' {
  if (kind === 'failed') return 'bad';
  if (kind === 'published') return 'good';
  if (kind === 'request') return request?.message == null ? 'plain' : 'wait';
  return ['held', 'taken_over', 'interrupted'].includes(kind) ? 'wait' : 'plain';
}
