import { implement } from '../operation.ts';
import { ofTargets, withScope } from '../within.ts';
import { parsePost } from '../unknown-fields.ts';
import { checkPost } from '../preflight/check-post.ts';

export const validatePost = implement('tools.validatePost', {
  scope: 'posts:read',
  within: ofTargets,
  parse: parsePost,
  run: (context, { repair = false, suggestions = false, ...post }, found) => {
    // Repairing stores media.
    if (repair) withScope(context.actor, [context.workspaceId], 'media:write');
    return checkPost(context, post, found, { repair, suggestions });
  },
});
