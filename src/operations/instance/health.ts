import { statfs } from 'node:fs/promises';
import { timeZoneDataProblem } from '../../domain/time/time-zones.ts';
import {
  countPublishers,
  heldReasons,
  inspectDatabase,
  listAccounts,
  listCounters,
  listWebhooks,
  readBacklog,
  recentFailures,
  unknownPins,
  workspacePauses,
} from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';

/** Pins that wait for a person are named up to this many. */
const namedPins = 5;

export const instanceHealth = implement('instance.health', {
  scope: 'instance:read',
  within: theWorkspace,
  async run(context) {
    const { db } = context.store;
    const { workspaceId } = context;
    const { now, ...database } = await inspectDatabase(db);
    const [
      pins,
      held,
      failedLastDay,
      unknown,
      accounts,
      counters,
      pauses,
      webhooks,
      connected,
      disk,
    ] = await Promise.all([
      readBacklog(db, workspaceId),
      heldReasons(db, workspaceId),
      recentFailures(db, workspaceId),
      unknownPins(db, workspaceId, namedPins),
      listAccounts(db, [workspaceId]),
      listCounters(db, workspaceId),
      workspacePauses(db, workspaceId),
      listWebhooks(db, [workspaceId]),
      countPublishers(db),
      statfs(context.incomingDir).catch(() => null),
    ]);
    const flaw = timeZoneDataProblem();
    return {
      version: context.instance.version,
      checkedAt: now.toISOString(),
      database,
      publishers: {
        connected,
        thisServer: context.publisher && { lastLookAgeMs: context.publisher.lastLookAgeMs() },
      },
      pins,
      held: held.map((reason) => ({ ...reason, nextAt: reason.nextAt?.toISOString() ?? null })),
      failedLastDay,
      unknownPins: unknown,
      accounts: accounts.map(({ id, username, status, clockOffsetMs }) => ({
        accountId: id,
        username,
        status,
        clockAheadMs: clockOffsetMs,
      })),
      usedUp: counters.flatMap(({ accountId, category, allowed, used, endsAt }) =>
        endsAt !== null && used >= allowed
          ? [{ accountId, category, limit: allowed, resetsAt: endsAt.toISOString() }]
          : [],
      ),
      pausedLinks: pauses.map((pause) => ({ ...pause, until: pause.until.toISOString() })),
      failingWebhooks: webhooks.flatMap(
        ({ id, name, failingSince, disabledAt, disabledReason }) => {
          const since = disabledAt ?? failingSince;
          return since ? [{ webhookId: id, name, since: since.toISOString(), disabledReason }] : [];
        },
      ),
      freeDiskBytes: disk === null ? null : disk.bavail * disk.bsize,
      timeZones: { ok: flaw === null, found: flaw ?? `tz ${process.versions['tz'] ?? 'unknown'}` },
    };
  },
});
