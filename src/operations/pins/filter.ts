import { throwIfBlocked } from '../../domain/errors/index.ts';
import { linkDomain as domainOf } from '../../domain/links.ts';
import { readRangeEnd } from '../../domain/time/schedule.ts';
import type { LivePinFilter } from '../../store/index.ts';

/** The filters of a list as they were given. */
interface GivenFilter extends Pick<
  LivePinFilter,
  'accountId' | 'boardId' | 'sectionId' | 'search' | 'ours' | 'pinFilter' | 'privacy'
> {
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
  linkDomain?: string | undefined;
  creativeTypes?: string | undefined;
  state?: 'live' | 'removed' | 'hidden' | 'all' | undefined;
}

/** @throws LinchpinError for times that are none */
export function readFilter(given: GivenFilter): LivePinFilter {
  const { createdFrom, createdTo, linkDomain, creativeTypes, state = 'live' } = given;
  const from = createdFrom === undefined ? null : readRangeEnd(createdFrom, 'from', 'createdFrom');
  const to = createdTo === undefined ? null : readRangeEnd(createdTo, 'to', 'createdTo');
  throwIfBlocked([from, to].flatMap((end) => (end && 'problem' in end ? end.problem : [])));
  const { accountId, boardId, sectionId, search, ours, pinFilter, privacy } = given;
  return {
    accountId,
    boardId,
    sectionId,
    search,
    ours,
    pinFilter,
    privacy,
    state: state === 'removed' ? 'gone' : state,
    linkDomains: linkDomain === undefined ? undefined : domainsNamed(linkDomain),
    creativeTypes: creativeTypes?.split(','),
    createdFrom: from && 'at' in from ? from.at : undefined,
    createdBefore: to && 'at' in to ? to.at : undefined,
  };
}

/** Links keep the letters of their host as they were written, or as URLs encode them. */
function domainsNamed(given: string): string[] {
  const plain = given.toLowerCase().replace(/^[a-z][a-z0-9+.-]*:\/\//, '');
  const host = plain.replace(/[/?#:].*$/, '').replace(/^www\./, '');
  return [...new Set([host, domainOf(`https://${host}`) ?? host])];
}
