import { readPostAliases, ValidatedPost, ValidatePostInput } from '../../contract/index.ts';
import { operation } from '../operation.ts';
import { parseLeniently } from '../parse.ts';
import { checkPost } from '../preflight/check-post.ts';

export const validatePost = operation({
  name: 'tools.validatePost',
  summary:
    'Everything that is wrong with a post, without publishing it; with repair, a repaired one',
  scope: 'read',
  destructive: false,
  input: ValidatePostInput,
  output: ValidatedPost,
  readAliases: readPostAliases,
  parse: parseLeniently,
  run: (context, { repair, ...post }, found) => checkPost(context, post, found, repair === true),
});
