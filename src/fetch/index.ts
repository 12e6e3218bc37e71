export { classifyHost } from './address.ts';
export { headerOf } from './request.ts';
export { type Answer, type SessionOptions, withSession } from './session.ts';
export { fetchFailed } from './failures.ts';
export type { FollowedLink } from './follow-link.ts';
export { createLinkFollower } from './link-follower.ts';
export { parseWebAddress } from './web-address.ts';
