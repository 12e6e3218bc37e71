import { CreatePostInput } from '../../contract/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { createPost } from '../posts/create.ts';
import { ofPin, requireLivePin } from './the-pin.ts';

/** A save is a post of its own kind: it is spaced, approved, looked for and told like every other one. */
export const saveLivePin = implement('pins.save', {
  scope: 'pins:write',
  within: ofPin,
  async run(context, given) {
    const pin = await requireLivePin(context, given);
    const account = await requireAccount(context, pin.accountId);
    const { boards, scheduledFor, timezone, intervalMinutes, jitterMinutes = 0 } = given;
    const target = (boardId?: string) => ({
      accountId: account.id,
      platformSpecificData: {
        savePinId: pin.pinterestPinId,
        ...(boardId !== undefined && { boardId }),
      },
    });
    const fansOut = intervalMinutes !== undefined && boards.length > 1;
    const post = CreatePostInput.parse({
      platforms: fansOut ? [target()] : boards.map(target),
      ...(scheduledFor === undefined ? { publishNow: true } : { scheduledFor }),
      ...(timezone !== undefined && { timezone }),
      ...(fansOut && { fanOut: { boards, intervalMinutes, jitterMinutes } }),
    });
    const answer = await createPost.run(context, post, []);
    if (!('post' in answer)) throw new Error('A save is no dry run.');
    return answer;
  },
  async repeat(context, postId) {
    const again = createPost.repeat;
    const answer = again && (await again(context, postId, CreatePostInput.parse({})));
    if (!answer || !('post' in answer)) throw new Error('A save is no dry run.');
    return answer;
  },
});
