import { z } from 'zod';
import { Id, Timestamp } from './values.ts';

const reason = {
  code: z.string(),
  message: z.string().describe('Of the example.'),
  fix: z.string(),
  count: z.int(),
  postId: Id.describe('An example.'),
  pinId: Id,
};

/** How this installation and the work of the workspace stand, for `linchpin doctor` and for monitors. */
export const InstanceHealth = z
  .object({
    version: z.string(),
    checkedAt: Timestamp,
    database: z.object({
      version: z.string(),
      answerMs: z.int(),
      clockAheadMs: z.int().describe("By how much the server's clock is ahead of the database's."),
      pendingMigrations: z.array(z.string()),
      unknownMigrations: z.array(z.string()).describe('Made by a newer version.'),
    }),
    publishers: z.object({
      connected: z.int().describe('Processes that publish: servers and workers.'),
      thisServer: z
        .object({ lastLookAgeMs: z.int().nullable().describe('null: it has not looked yet.') })
        .nullable()
        .describe('How long ago this server looked for due Pins; null: it does not publish.'),
    }),
    pins: z.object({
      due: z.int().describe('Due and not taken up.'),
      oldestDueSeconds: z.number().nullable(),
      publishing: z.int(),
      reconciling: z.int(),
      held: z.int(),
      waitingForAccount: z.int(),
      waitingForApproval: z.int(),
      outcomeUnknown: z.int(),
    }),
    held: z.array(
      z.object({
        ...reason,
        nextAt: Timestamp.nullable().describe('When the first goes on; null: when a person acts.'),
      }),
    ),
    failedLastDay: z.array(z.object(reason)),
    unknownPins: z
      .array(z.object({ postId: Id, pinId: Id, title: z.string().nullable() }))
      .describe('The oldest Pins whose outcome only a person can tell.'),
    accounts: z.array(
      z.object({
        accountId: Id,
        username: z.string(),
        status: z.enum(['connected', 'needs_reconnection', 'disconnected']),
        clockAheadMs: z
          .int()
          .nullable()
          .describe(
            "By how much Pinterest's clock was ahead of the database's in its last answer; null: not measured yet.",
          ),
      }),
    ),
    usedUp: z
      .array(
        z.object({
          accountId: Id.nullable().describe('null: the limit of the app as a whole.'),
          category: z.string(),
          limit: z.int(),
          resetsAt: Timestamp,
        }),
      )
      .describe("Pinterest's limits that leave nothing until then."),
    pausedLinks: z.array(z.object({ accountId: Id, domain: z.string(), until: Timestamp })),
    failingWebhooks: z
      .array(
        z.object({
          webhookId: Id,
          name: z.string(),
          since: Timestamp,
          disabledReason: z.string().nullable().describe('null: it is still tried.'),
        }),
      )
      .describe('Webhooks whose last attempt failed, or that were switched off for it.'),
    freeDiskBytes: z.int().nullable().describe('Where the server keeps media; null: unknown.'),
    timeZones: z.object({ ok: z.boolean(), found: z.string() }),
  })
  .meta({ id: 'InstanceHealth' });
export type InstanceHealth = z.output<typeof InstanceHealth>;
