import { implement } from '../operation.ts';
import { ofTargets } from '../within.ts';
import { parseLeniently } from '../parse.ts';
import { checkPost } from '../preflight/check-post.ts';

export const validatePost = implement('tools.validatePost', {
  scope: 'posts:read',
  within: ofTargets,
  parse: parseLeniently,
  run: (context, { repair, ...post }, found) => checkPost(context, post, found, repair === true),
});
