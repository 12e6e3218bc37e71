import { problem, type Problem } from '../../domain/errors/index.ts';
import { linkFault } from '../../domain/pins/rules.ts';
import type { FollowedLink } from '../../fetch/index.ts';
import type { Context } from '../context.ts';

/** Redirects that are usual: one to the canonical host, one to add a slash. */
const usualHops = 2;

/**
 * Looks where the links of a post lead. Nothing here blocks: a page may be published after the Pin is scheduled.
 * @returns warnings, and the final address by link for those that were followed to their end.
 */
export async function checkLinks(
  context: Pick<Context, 'followLink'>,
  links: readonly { link: string; field: string }[],
): Promise<{ problems: Problem[]; destinations: Map<string, string> }> {
  const usable = links.filter(({ link }) => linkFault(link) === null);
  const followed = await Promise.all(usable.map(({ link }) => context.followLink(link)));
  const destinations = new Map<string, string>();
  const problems = usable.flatMap(({ link, field }, index) => {
    const found = followed[index];
    if (!found) return [];
    if (found.failure === null) destinations.set(link, found.finalUrl);
    return judge(found, field);
  });
  return { problems, destinations };
}

/** Answers of pages that are fine, to a program; 999 is LinkedIn's. */
const refusesPrograms = [401, 403, 405, 429, 503, 999];

function judge({ hops, finalUrl, failure, status }: FollowedLink, field: string): Problem[] {
  if (status !== null && refusesPrograms.includes(status)) {
    const values = { status };
    return [problem('ADVICE_LINK_UNCHECKED', { field, severity: 'hint', values })];
  }
  if (failure !== null) {
    const values = { reason: failure };
    return [
      problem('ADVICE_LINK_DOWN', { field, severity: 'warning', values, details: { status } }),
    ];
  }
  if (hops.length - 1 <= usualHops) return [];
  const values = { hops: hops.length - 1, host: new URL(finalUrl).hostname };
  return [
    problem('ADVICE_LINK_REDIRECTS', { field, severity: 'warning', values, details: { hops } }),
  ];
}
