export { type Answer, type SessionOptions } from './session.ts';
export type { FollowedLink } from './follow-link.ts';
export { createLinkFollower } from './link-follower.ts';
export { createPoster, NoAnswer, type Poster, type PosterOptions } from './post.ts';
