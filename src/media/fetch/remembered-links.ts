import type { Clock } from '../../domain/clock.ts';
import type { FollowedLink } from './follow-link.ts';

const keepMs = 10 * 60_000;
const most = 1000;

/** Follows each link once in ten minutes; those who ask for the same link at once share the answer. */
export function rememberLinks(
  follow: (link: string) => Promise<FollowedLink>,
  clock: Clock,
): (link: string) => Promise<FollowedLink> {
  const known = new Map<string, { at: number; answer: Promise<FollowedLink> }>();
  return (link) => {
    const kept = known.get(link);
    if (kept && clock() - kept.at < keepMs) return kept.answer;
    const answer = follow(link);
    known.delete(link);
    known.set(link, { at: clock(), answer });
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
