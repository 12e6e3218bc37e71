import { z } from 'zod';
import { changedTargets, type ChangedPost } from '../contract/index.ts';
import type { Caller } from '../door/index.ts';
import { boardsField, timeFields, timeOf, wordFields } from './pin-input.ts';

const Change = z.object({
  postId: z.string(),
  ...timeFields,
  boards: boardsField.optional(),
  ...wordFields,
});
type Change = z.output<typeof Change>;

/** Changes a post in part. A time revives a draft or a cancelled post. @throws LinchpinError as posts.update */
export async function changePost(caller: Caller, change: Change): Promise<ChangedPost> {
  const { postId, at, timezone: _, ...ofTargets } = change;
  const { title, description } = ofTargets;
  const changesTargets = Object.values(ofTargets).some((value) => value !== undefined);
  return updatePost(caller, {
    postId,
    ...timeOf(change),
    ...(at !== undefined && { isDraft: false }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { content: description }),
    ...(changesTargets && {
      platforms: changedTargets((await caller.run('posts.get', { postId })).post, {
        ...ofTargets,
        retimes: at !== undefined,
      }),
    }),
  });
}

/** Runs `posts.update`, which answers otherwise only to a dry run. */
export async function updatePost(caller: Caller, input: object): Promise<ChangedPost> {
  const changed = await caller.run('posts.update', input);
  if (!('post' in changed)) throw new Error('A post was only checked.');
  return changed;
}
