import { listBoards } from './boards/list.ts';
import { connectAccount } from './accounts/connect.ts';
import { accountLimits } from './accounts/limits.ts';
import { listAccounts } from './accounts/list.ts';
import { instanceHealth } from './instance/health.ts';
import { accountSpacing, changeSpacing } from './accounts/spacing.ts';
import { getInstance, verifyKey } from './instance/get.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './keys/keys.ts';
import { presignMedia } from './media/presign.ts';
import { receiveUpload, uploadMedia } from './media/upload.ts';
import type { AnyOperation } from './operation.ts';
import { approvePost } from './posts/approve.ts';
import { cancelPost, deletePost } from './posts/cancel.ts';
import { createPost } from './posts/create.ts';
import { getPost } from './posts/get.ts';
import { listPosts } from './posts/list.ts';
import { resolvePin, retryPost } from './posts/retry.ts';
import { updatePost } from './posts/update.ts';
import { answerRestored, listRestored } from './pins/restored/restored.ts';
import { createQueue, deleteQueue, updateQueue } from './queues/change.ts';
import { getQueue, nextSlot, previewQueue } from './queues/get.ts';
import { getTimeline } from './posts/timeline/get.ts';
import { planFanOut } from './tools/plan.ts';
import { postLength } from './tools/post-length.ts';
import { validateMedia } from './tools/validate-media.ts';
import { validatePost } from './tools/validate-post.ts';

/** Everything the product can do, by name. Doors choose from here and add nothing. */
export const registry = {
  'posts.create': createPost,
  'posts.get': getPost,
  'posts.list': listPosts,
  'posts.timeline': getTimeline,
  'posts.update': updatePost,
  'posts.cancel': cancelPost,
  'posts.delete': deletePost,
  'posts.retry': retryPost,
  'posts.approve': approvePost,
  'posts.resolvePin': resolvePin,
  'restored.list': listRestored,
  'restored.answer': answerRestored,
  'queues.get': getQueue,
  'queues.create': createQueue,
  'queues.update': updateQueue,
  'queues.delete': deleteQueue,
  'queues.nextSlot': nextSlot,
  'queues.preview': previewQueue,
  'tools.plan': planFanOut,
  'accounts.list': listAccounts,
  'accounts.boards': listBoards,
  'accounts.limits': accountLimits,
  'accounts.spacing': accountSpacing,
  'accounts.changeSpacing': changeSpacing,
  'accounts.connect': connectAccount,
  'media.presign': presignMedia,
  'media.upload': uploadMedia,
  'media.receive': receiveUpload,
  'instance.get': getInstance,
  'instance.health': instanceHealth,
  'keys.verify': verifyKey,
  'keys.list': listApiKeys,
  'keys.create': createApiKey,
  'keys.revoke': revokeApiKey,
  'tools.validatePost': validatePost,
  'tools.validateMedia': validateMedia,
  'tools.postLength': postLength,
} as const satisfies Record<string, AnyOperation>;

export type OperationName = keyof typeof registry;
