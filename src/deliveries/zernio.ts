import type { Post } from '../contract/index.ts';
import { eventName } from '../domain/webhooks/events.ts';
import type { Format } from './format.ts';
import { hexSignature } from './sign.ts';
import { testMessage } from './standard.ts';
import type { ToldEvent } from './told-event.ts';

/** The payloads and headers of Zernio's API, as `@zernio/node` types them. */
export const zernio: Format = {
  body: (event) => {
    const common = { id: event.id, event: nameOf(event.kind) };
    return { ...common, ...about(event), timestamp: event.at.toISOString() };
  },
  headers: ({ eventId, kind, secrets, body }) => {
    const [secret, oldSecret] = secrets;
    const named = {
      Event: nameOf(kind),
      'Event-Id': eventId,
      ...(secret !== undefined && { Signature: hexSignature(secret, body) }),
      // Not Zernio's: its receivers compare one signature, and read it from the header above.
      ...(oldSecret !== undefined && { 'Signature-Previous': hexSignature(oldSecret, body) }),
    };
    return Object.fromEntries(
      ['X-Zernio', 'X-Late'].flatMap((prefix) =>
        Object.entries(named).map(([name, value]) => [`${prefix}-${name}`, value]),
      ),
    );
  },
};

const nameOf = (kind: ToldEvent['kind']): string =>
  kind === 'webhook.test' ? kind : (eventName('zernio', kind) ?? kind);

function about(event: ToldEvent): Record<string, unknown> {
  const { kind, facts, pin, at } = event;
  switch (kind) {
    case 'webhook.test':
      return { message: testMessage };
    case 'account.connected':
      return { account: accountOf(event) };
    case 'account.disconnected':
      return {
        account: {
          ...accountOf(event),
          disconnectionType: facts['intentional'] === true ? 'intentional' : 'unintentional',
          reason: typeof facts['reason'] === 'string' ? facts['reason'] : 'Disconnected.',
        },
      };
    case 'pin.published':
    case 'pin.failed':
    case 'pin.removed':
      return {
        post: postOf(event),
        platform: {
          name: 'pinterest',
          status: kind === 'pin.removed' ? 'deleted' : kind.slice('pin.'.length),
          ...(pin?.platformPostId && { platformPostId: pin.platformPostId }),
          ...(pin?.platformPostUrl && { publishedUrl: pin.platformPostUrl }),
          ...(pin?.errorMessage !== undefined && { error: pin.errorMessage }),
          ...(kind === 'pin.removed' && { deletedAt: at.toISOString() }),
        },
        account: accountOf(event),
      };
    default:
      return { post: postOf(event) };
  }
}

function accountOf({ account, accountId, workspaceId, kind }: ToldEvent) {
  return {
    accountId,
    ...(kind.startsWith('account.') && { profileId: workspaceId }),
    platform: 'pinterest',
    username: account?.username ?? '',
    displayName: account?.displayName ?? '',
  };
}

/** A post that is gone is told with what its event knows. */
function postOf({ post, postId, kind }: ToldEvent) {
  if (!post)
    return { id: postId, content: '', status: kind.split('.')[1], scheduledFor: '', platforms: [] };
  return {
    id: post._id,
    content: post.content,
    status: post.status,
    scheduledFor: post.scheduledFor ?? post.createdAt,
    ...(post.publishedAt !== null && { publishedAt: post.publishedAt }),
    platforms: post.platforms.map(platformOf),
    metadata: post.metadata,
  };
}

const platformOf = (target: Post['platforms'][number]) => ({
  platform: target.platform,
  status: target.status,
  accountId: target.accountId._id,
  ...(target.platformPostId !== null && { platformPostId: target.platformPostId }),
  ...(target.platformPostUrl !== null && { publishedUrl: target.platformPostUrl }),
  ...(target.errorMessage !== undefined && { error: target.errorMessage }),
});
