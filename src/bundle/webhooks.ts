import { hexSignature, type Format, type ToldEvent } from '../deliveries/index.ts';
import { eventName } from '../domain/webhooks/events.ts';
import { presentPost, type PostContext } from './present/post.ts';
import { presentAccount } from './present/social-account.ts';

/** The payloads and headers of bundle.social's webhooks, as `bundlesocial` types and verifies them. */
export const bundleWebhooks = (context: PostContext): Format => ({
  body: (event) => ({ type: nameOf(event), data: dataOf(context, event) }),
  headers: ({ eventId, secrets, body }) => {
    const [secret, oldSecret] = secrets;
    return {
      'user-agent': 'bundlesocial',
      ...(secret !== undefined && { 'x-signature': hexSignature(secret, body) }),
      // Ours: receivers compare one signature, and read it from the header above.
      ...(oldSecret !== undefined && { 'x-signature-previous': hexSignature(oldSecret, body) }),
      'x-event-id': eventId,
    };
  },
});

const nameOf = ({ kind }: ToldEvent): string =>
  kind === 'webhook.test' ? kind : (eventName('bundle', kind) ?? kind);

function dataOf(context: PostContext, event: ToldEvent): object {
  const { kind, post, postId, facts } = event;
  if (kind === 'webhook.test') return { message: 'A test from Linchpin. Nothing has happened.' };
  if (postId !== null) return post ? presentPost(context, post) : { id: postId, status: 'DELETED' };
  return {
    ...accountOf(event),
    ...(kind === 'account.expiring' && {
      socialAction: { details: { code: 'RECONNECT_REQUIRED', ...facts } },
    }),
  };
}

function accountOf({ account, accountId, workspaceId, kind, at }: ToldEvent) {
  const isGone = kind === 'account.disconnected';
  return {
    ...presentAccount(
      {
        _id: accountId ?? '',
        platform: 'pinterest',
        profileId: workspaceId,
        username: account?.username ?? '',
        displayName: account?.displayName ?? '',
        profilePicture: null,
        profileUrl: '',
        isActive: account?.isActive ?? false,
        needsReconnection: false,
        metadata: { pinterestUserId: '', defaultBoardId: null, sandbox: false, host: 'pinterest' },
      },
      null,
      kind === 'account.expiring' ? at.toISOString() : null,
    ),
    deletedAt: isGone ? at.toISOString() : null,
  };
}
