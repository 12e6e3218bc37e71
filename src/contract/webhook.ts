import { z } from 'zod';
import { eventNames, webhookFormats } from '../domain/webhooks/events.ts';
import { Id, profileId, SkipPagination } from './values.ts';

/** Shapes of Zernio's API; what is ours is marked so. Names and limits from `@zernio/node`. */

const named = (format: (typeof webhookFormats)[number]) => eventNames(format).join(', ');
const name = z.string().trim().min(1).max(50);
const url = z
  .string()
  .trim()
  .min(1)
  .max(2048)
  .describe('Where events are sent. Redirects are not followed.');
const events = z
  .array(z.string().max(60))
  .min(1)
  .max(100)
  .describe(
    `What to be told of. Format standard: ${named('standard')}. Format zernio: ${named('zernio')}; Zernio's other names are taken and never happen. Format bundle: ${named('bundle')}; its names of comments and teams are taken and never happen.`,
  );
const format = z
  .enum(webhookFormats)
  .describe(
    'Ours. standard: Standard Webhooks (whsec_ secret, webhook-signature). zernio: payloads, names and X-Zernio-Signature of Zernio. bundle: payloads, names and x-signature of bundle.social. Absent in a new webhook: zernio where every event is a name of Zernio, else standard.',
  );
const secret = z
  .string()
  .min(1)
  .max(256)
  .describe(
    'Signs deliveries. Format standard: whsec_ and base64 of 24 to 64 bytes; one is made where none is given. A new one is joined by the old one for 24 hours.',
  );
const customHeaders = z
  .record(z.string().regex(/^[!#$%&'*+.^`|~\w-]{1,100}$/), z.string().max(2000))
  .refine((headers) => Object.keys(headers).length <= 20, 'at most 20 headers')
  .describe(
    'Sent with every delivery. Stored encrypted, and shown as ***; *** keeps what is stored.',
  );
const ignored = z
  .array(z.string().max(60))
  .max(20)
  .optional()
  .describe('Of Zernio; has no effect here.');

export const webhookStates = ['pending', 'delivered', 'dead', 'dropped', 'from_backup'] as const;

export const Webhook = z
  .object({
    _id: Id,
    profileId: Id,
    name: z.string(),
    url: z.string(),
    format: z.enum(webhookFormats),
    events: z.array(z.string()),
    isActive: z.boolean(),
    secret: z
      .string()
      .optional()
      .describe('Only in the answer to the request that set or made it.'),
    hasSecret: z.boolean(),
    oldSecretUntil: z.string().nullable().describe('Until then the secret before signs as well.'),
    customHeaders: z.record(z.string(), z.string()).optional(),
    lastFiredAt: z.string().optional().describe('When a delivery last arrived; absent: never.'),
    failureCount: z.int().describe('Deliveries in a row that were given up.'),
    failingSince: z.string().nullable().describe('null: the last attempt succeeded.'),
    disabledAt: z.string().nullable().describe('When Linchpin switched it off.'),
    disabledReason: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.output<typeof Webhook>;

export const ListWebhooksInput = z.object({ profileId });
export const WebhookList = z
  .object({
    webhooks: z.array(Webhook),
    availableEvents: z
      .record(z.enum(webhookFormats), z.array(z.string()))
      .describe('What can be asked for in each format.'),
  })
  .meta({ id: 'WebhookList' });

export const CreateWebhookInput = z.object({
  profileId,
  name,
  url,
  format: format.optional(),
  events,
  secret: secret.optional(),
  isActive: z.boolean().default(true),
  customHeaders: customHeaders.optional(),
  disabledResourceGroups: ignored,
});

export const UpdateWebhookInput = z.object({
  profileId,
  webhookId: Id.describe('Or, as older clients say, _id.'),
  name: name.optional(),
  url: url.optional(),
  format: format.optional(),
  events: events.optional(),
  secret: secret.optional(),
  rotateSecret: z
    .boolean()
    .default(false)
    .describe('Makes a new secret. Both sign for 24 hours, so that receivers can follow.'),
  isActive: z
    .boolean()
    .optional()
    .describe('false drops what is on its way; true tells what happens from now on.'),
  customHeaders: customHeaders.optional(),
  disabledResourceGroups: ignored,
});

export const SavedWebhook = z
  .object({ success: z.literal(true), webhook: Webhook })
  .meta({ id: 'SavedWebhook' });

export const DeleteWebhookInput = z.object({
  profileId,
  webhookId: Id.describe('Or, as older clients say, id.'),
});
export const DeletedWebhook = z.object({ success: z.literal(true) }).meta({ id: 'DeletedWebhook' });

export const TestWebhookInput = z.object({ profileId, webhookId: Id });

/** Of a test, and of a delivery that is sent again. */
export const WebhookOutcome = z
  .object({
    success: z.boolean(),
    message: z.string(),
    error: z.string().optional().describe('The message, where it did not succeed.'),
    code: z.literal('WEBHOOK_NOT_DELIVERED').optional(),
    eventId: Id.describe('Find the request and the answer under it in the log.'),
    statusCode: z.int().nullable().describe('What the receiver answered; null: nothing yet.'),
    responseTime: z.int().nullable().describe('Milliseconds.'),
  })
  .meta({ id: 'WebhookOutcome' });

export const RedeliverWebhookInput = z.object({ profileId, webhookId: Id, eventId: Id });

export const WebhookLogsInput = z.object({
  profileId,
  limit: z.coerce.number().int().min(1).max(100).default(50),
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
  status: z.enum(['success', 'failed']).optional(),
  event: z.string().max(60).optional().describe('A name of any format.'),
  webhookId: Id.optional(),
  eventId: Id.optional(),
});

export const WebhookLog = z
  .object({
    webhookId: Id,
    webhookName: z.string(),
    eventId: Id.describe('The same in every attempt, and for every webhook.'),
    event: z.string(),
    url: z.string(),
    status: z.enum(['success', 'failed']),
    statusCode: z.int().optional().describe('Absent: no answer came.'),
    requestPayload: z.unknown().describe('The body that was sent, the same in every attempt.'),
    requestHeaders: z
      .record(z.string(), z.string())
      .describe('Values of custom headers are masked.'),
    responseBody: z.string().optional().describe('Its first 4 KB.'),
    errorMessage: z.string().optional(),
    attemptNumber: z.int(),
    responseTime: z.int().describe('Milliseconds.'),
    createdAt: z.string(),
    deliveryState: z
      .enum(webhookStates)
      .describe(
        'Of the delivery now. dead: given up. dropped: the webhook was switched off. from_backup: it may have arrived before the backup was restored.',
      ),
    nextAttemptAt: z.string().nullable(),
  })
  .meta({ id: 'WebhookLog' });
export type WebhookLog = z.output<typeof WebhookLog>;

export const WebhookLogs = z
  .object({
    logs: z.array(WebhookLog),
    pagination: SkipPagination,
  })
  .meta({ id: 'WebhookLogs' });
