import type { z } from 'zod';
import type {
  AccountLimits,
  AccountList,
  AccountSpacing,
  ApiKeyList,
  BoardList,
  ChangeSpacingInput,
  CreatedKey,
  CreatedPost,
  CreateKeyInput,
  CreatePostInput,
  DirectUpload,
  Instance,
  InstanceHealth,
  ListAccountsInput,
  ListPostsInput,
  Post,
  PostList,
  PresignedUpload,
  PresignMediaInput,
  Timeline,
  TimelineInput,
  ValidatedMedia,
  ValidatedPost,
  ValidatePostInput,
} from '../contract/index.ts';
import { planFanOut, postChanges, queues, restored } from './schedule-client.ts';
import { createTransport, type ClientOptions } from './transport.ts';

export type NewPost = z.input<typeof CreatePostInput>;
export type NewValidation = z.input<typeof ValidatePostInput>;
export type PostFilter = z.input<typeof ListPostsInput>;
export type AccountFilter = z.input<typeof ListAccountsInput>;
export type TimelinePage = Omit<z.input<typeof TimelineInput>, 'postId'>;
export type SpacingChange = Omit<z.input<typeof ChangeSpacingInput>, 'accountId'>;
export type NewUpload = z.input<typeof PresignMediaInput>;

/** The client of Linchpin's own API, for programs, the CLI and the dashboard. */
export function createClient(options: ClientOptions) {
  const send = createTransport(options);
  return {
    instance: () => send<Instance>({ method: 'GET', path: '/api/v1/instance' }),
    /** How the installation and the work of the workspace stand. */
    health: () => send<InstanceHealth>({ method: 'GET', path: '/api/v1/instance/health' }),
    session: {
      /** Swaps an API key for a session cookie. */
      open: (apiKey: string) =>
        send<{ message: string }>({ method: 'POST', path: '/api/session', json: { apiKey } }),
      close: () => send<{ message: string }>({ method: 'DELETE', path: '/api/session' }),
    },
    posts: {
      /** With `idempotencyKey`, sending the same post again answers with the first one. */
      create: (post: NewPost, call: { idempotencyKey?: string; signal?: AbortSignal } = {}) =>
        send<CreatedPost>({
          method: 'POST',
          path: '/api/v1/posts',
          json: post,
          ...(call.idempotencyKey !== undefined && {
            headers: { 'idempotency-key': call.idempotencyKey },
          }),
          ...(call.signal && { signal: call.signal }),
        }),
      get: (postId: string) =>
        send<{ post: Post }>({
          method: 'GET',
          path: `/api/v1/posts/${encodeURIComponent(postId)}`,
        }),
      list: (filter: PostFilter = {}) =>
        send<PostList>({ method: 'GET', path: '/api/v1/posts', query: asQuery(filter) }),
      /** What happened to each of its Pins, oldest first. */
      timeline: (postId: string, page: TimelinePage = {}) =>
        send<Timeline>({
          method: 'GET',
          path: `/api/v1/posts/${encodeURIComponent(postId)}/timeline`,
          query: asQuery(page),
        }),
      ...postChanges(send),
    },
    queues: queues(send),
    restored: restored(send),
    keys: {
      /** Revoked ones too, the newest first. */
      list: () => send<ApiKeyList>({ method: 'GET', path: '/api/v1/api-keys' }),
      /** The answer is the only place where the key is shown. */
      create: (key: z.input<typeof CreateKeyInput>) =>
        send<CreatedKey>({ method: 'POST', path: '/api/v1/api-keys', json: key }),
      revoke: (keyId: string) =>
        send<{ message: string }>({
          method: 'DELETE',
          path: `/api/v1/api-keys/${encodeURIComponent(keyId)}`,
        }),
    },
    accounts: {
      list: (filter: AccountFilter = {}) =>
        send<AccountList>({ method: 'GET', path: '/api/v1/accounts', query: asQuery(filter) }),
      /** Read from Pinterest at once, so boards made a moment ago are in it. */
      boards: (accountId: string) =>
        send<BoardList>({
          method: 'GET',
          path: `/api/v1/accounts/${encodeURIComponent(accountId)}/pinterest-boards`,
        }),
      /** What Pinterest's limits leave the account, by our own count. */
      limits: (accountId: string) =>
        send<AccountLimits>({
          method: 'GET',
          path: `/api/v1/accounts/${encodeURIComponent(accountId)}/limits`,
        }),
      /** How far apart the account's Pins are kept. */
      spacing: (accountId: string) =>
        send<AccountSpacing>({ method: 'GET', path: spacingPath(accountId) }),
      /** What is absent stays as it is; null or 0 switches a rule off. */
      changeSpacing: (accountId: string, change: SpacingChange) =>
        send<AccountSpacing>({ method: 'PUT', path: spacingPath(accountId), json: change }),
    },
    tools: {
      /** When each of several boards would get the same content; nothing is stored. */
      plan: planFanOut(send),
      /** Everything that is wrong with a post, without publishing it. */
      validatePost: (post: NewValidation) =>
        send<ValidatedPost>({ method: 'POST', path: '/api/v1/tools/validate/post', json: post }),
      validateMedia: (url: string) =>
        send<ValidatedMedia>({
          method: 'POST',
          path: '/api/v1/tools/validate/media',
          json: { url },
        }),
    },
    media: {
      presign: (input: NewUpload) =>
        send<PresignedUpload>({ method: 'POST', path: '/api/v1/media/presign', json: input }),
      /** Uploads in one request and answers with what the file turned out to be. */
      upload: (file: Blob, filename: string) => {
        const form = new FormData();
        form.append('file', file, filename);
        return send<DirectUpload>({ method: 'POST', path: '/api/v1/media/upload-direct', form });
      },
    },
  };
}
export type LinchpinClient = ReturnType<typeof createClient>;

const spacingPath = (accountId: string) =>
  `/api/v1/accounts/${encodeURIComponent(accountId)}/spacing`;

const asQuery = (filter: object) => filter as Record<string, string | number | boolean | undefined>; // Every filter value is a scalar.
