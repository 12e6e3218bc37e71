import type { Pin, RemovedPin, User } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';
import type { Subject } from '../curves/drawn.ts';
import { dayOf } from './days.ts';

export const pinSubject = (pin: Pin): Subject => ({
  id: pin.id,
  kind: pin.content.type === 'video' ? 'video' : 'image',
  from: dayOf(pin.createdAt),
  until: null,
});

export const removedSubject = (pin: RemovedPin): Subject => ({
  id: pin.id,
  kind: pin.video ? 'video' : 'image',
  from: dayOf(pin.createdAt),
  until: dayOf(pin.goneAt),
});

/** What other people's Pins of an account's website earn it; nothing before the account claimed one. */
export function othersSubject(user: User): Subject {
  const claimed = user.websites.map(({ verifiedAt }) => dayOf(verifiedAt));
  return { id: user.id, kind: 'others', from: Math.min(...claimed), until: null };
}

/** Followers that are no accounts of the sandbox. */
export const followersSubject = (user: User): Subject => ({
  id: user.id,
  kind: 'followers',
  from: user.createdAt === undefined ? Infinity : dayOf(user.createdAt),
  until: null,
});

/** Something an account's report counts, with what reports may be filtered and split by. */
export interface Counting {
  subject: Subject;
  source: 'YOUR_PINS' | 'OTHER_PINS';
  content: 'CLAIMED' | 'OTHER';
  format: 'ORGANIC_IMAGE' | 'ORGANIC_VIDEO';
}

/** All that an account is counted by: its Pins, those that are gone up to their last day, and other people's. */
export function countingsOf({ store }: SandboxContext, user: User): Counting[] {
  const sites = user.websites.map(({ website }) => hostOf(website));
  const own = (subject: Subject, link: string | null): Counting => ({
    subject,
    source: 'YOUR_PINS',
    content: isOn(sites, link) ? 'CLAIMED' : 'OTHER',
    format: subject.kind === 'video' ? 'ORGANIC_VIDEO' : 'ORGANIC_IMAGE',
  });
  const countings: Counting[] = [];
  for (const pin of store.all('pins'))
    if (pin.ownerId === user.id) countings.push(own(pinSubject(pin), pin.link));
  for (const pin of store.all('removedPins'))
    if (pin.ownerId === user.id) countings.push(own(removedSubject(pin), pin.link));
  const subject = othersSubject(user);
  countings.push({ subject, source: 'OTHER_PINS', content: 'CLAIMED', format: 'ORGANIC_IMAGE' });
  return countings;
}

/** Whether a Pin leads to a website the account has claimed. */
function isOn(sites: readonly string[], link: string | null): boolean {
  if (link === null || sites.length === 0) return false;
  const host = hostOf(link);
  return sites.some((site) => host === site || host.endsWith(`.${site}`));
}

function hostOf(address: string): string {
  const url = address.includes('://') ? address : `https://${address}`;
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
