import { z } from 'zod';
import type { ChangedPost, Post } from '../contract/index.ts';
import { inToolWords } from './problems.ts';

/** A post in as few words as a model needs to go on. */
export const PostShape = z.looseObject({
  id: z.string(),
  status: z.string(),
  at: z.string().nullable(),
  pins: z.array(z.looseObject({ pinId: z.string(), board: z.string(), status: z.string() })),
});

export const presentPost = (post: Post) => ({
  id: post._id,
  status: post.status,
  at: post.scheduledFor,
  title: post.title ?? post.platforms[0]?.platformSpecificData.title ?? null,
  ...(post.approval.required && post.approval.approvedAt === null && { waitsForApproval: true }),
  pins: post.platforms.map((target) => {
    const { boardName, boardId } = target.platformSpecificData;
    const { problem, heldReason, platformPostUrl: url, platformPostId: pinterestPinId } = target;
    return {
      pinId: target.pinId,
      account: target.accountId.username,
      board: boardName ?? boardId,
      status: target.status,
      at: target.publishedAt ?? target.scheduledFor,
      ...(url !== null && { url, pinterestPinId }),
      ...(heldReason !== null && { heldReason }),
      ...(problem && {
        problem: { code: problem.code, message: problem.message, fix: problem.fix },
      }),
    };
  }),
});

/** How a new or changed post ended. */
export const Accepted = z.object({
  message: z.string(),
  post: PostShape,
  warnings: z.array(z.looseObject({ code: z.string(), message: z.string() })),
});

export const presentAccepted = ({ message, post, warnings = [] }: ChangedPost) => ({
  message,
  post: presentPost(post),
  warnings: warnings.map(inToolWords),
});
