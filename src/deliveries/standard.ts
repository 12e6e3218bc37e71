import type { Format } from './format.ts';
import { standardSignature } from './sign.ts';

/** Standard Webhooks (standardwebhooks.com): `{ type, timestamp, data }`, with the names and shapes of our own API. */
export const standard: Format = {
  body: (event) => {
    const { kind, at, workspaceId, postId, pinId, accountId, facts, post, pin, account } = event;
    const data =
      kind === 'webhook.test'
        ? { message: testMessage }
        : {
            profileId: workspaceId,
            ...(postId !== null && { postId }),
            ...(pinId !== null && { pinId }),
            ...(accountId !== null && { accountId }),
            ...facts,
            ...(postId !== null && { post }),
            ...(pinId !== null && { pin }),
            ...(accountId !== null && { account }),
          };
    return { type: kind, timestamp: at.toISOString(), data };
  },
  headers: ({ eventId, secrets, atMs, body }) => {
    const timestamp = Math.floor(atMs / 1000);
    return {
      'webhook-id': eventId,
      'webhook-timestamp': String(timestamp),
      ...(secrets.length > 0 && {
        'webhook-signature': standardSignature(secrets, eventId, timestamp, body),
      }),
    };
  },
};

export const testMessage = 'A test from Linchpin. Nothing has happened.';
