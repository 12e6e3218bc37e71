import { internal, invalid } from './entry.ts';

/** What can be wrong with a webhook. */
export const webhookErrors = {
  WEBHOOK_EVENT_UNKNOWN: invalid({
    message: 'There is no event "{event}" for a webhook of the format {format}.',
    cause: 'Its name is misspelt, or belongs to the other format.',
    fix: 'Choose among: {known}.',
    hint: { call: 'webhooks.list' },
  }),
  WEBHOOK_URL_INVALID: invalid({
    message: 'The address of the webhook cannot be used: {reason}',
    cause: 'Events are sent by HTTP or HTTPS to an address that others can reach.',
    fix: 'Give the address of the receiver, such as https://example.com/hooks. On a closed network the operator can set LINCHPIN_ALLOW_PRIVATE_URLS=1.',
  }),
  WEBHOOK_SECRET_INVALID: invalid({
    message: 'This is no secret of Standard Webhooks.',
    cause: 'Such a secret is "whsec_" and the base64 of 24 to 64 bytes.',
    fix: 'Leave the secret out, and one is made; or choose the format zernio, which takes any text.',
  }),
  WEBHOOK_HEADER_REFUSED: invalid({
    message: 'The header {header} cannot be set: {reason}',
    cause: 'Some headers belong to the connection or carry the signature.',
    fix: 'Choose another name, or correct the value.',
  }),
  WEBHOOK_LIMIT_REACHED: invalid(
    {
      message: 'The workspace has {max} webhooks, and may not have more.',
      cause: 'Every event is sent once for each webhook.',
      fix: 'Remove one that is not used any more.',
      hint: { call: 'webhooks.list' },
    },
    { status: 409 },
  ),
  WEBHOOK_NOT_DELIVERED: internal({
    message: 'Not delivered. {reason}',
    cause: 'The receiver did not answer, or not with a status of 200 to 299.',
    fix: 'Look at the request and the answer in the log: linchpin webhooks log.',
    hint: { call: 'webhooks.logs' },
  }),
  WEBHOOK_DELIVERY_WAITS: invalid(
    {
      message: 'This event is being sent right now, or waits for an earlier one of the same post.',
      cause: 'What happens to a post arrives in its order.',
      fix: 'Wait for the earlier one, or send that one again first.',
      hint: { call: 'webhooks.logs' },
    },
    { status: 409, retryable: true },
  ),
} as const;
