import type { InstanceHealth } from '../../../sdk/index.ts';
import type { Clock } from '../../clock.ts';
import { plural, formatDuration, ok, warning, wrong, type Check } from './check.ts';
import { databaseChecks } from './database.ts';
import { spaceCheck, timeZoneFix } from './machine.ts';

/** Seconds a Pin may be overdue before a warning and before an error. */
const overdue = { warning: 60, wrong: 300 };
/** Offset to Pinterest's clock, ms, above which our clock is reported as wrong. */
const pinterestClockToleranceMs = 30_000;
/** A publisher claims every few seconds; without a claim for this many ms it hangs. */
const silentMs = 60_000;

/** Everything the server knows that keeps Pins from going out, and what to do about it. */
export const healthChecks = (health: InstanceHealth, clock: Clock): Check[] => [
  ...databaseChecks(health.database, { name: 'Database', machine: 'The server' }),
  ...(health.freeDiskBytes !== null && health.freeDiskBytes <= 1e9
    ? [spaceCheck("Server's space", health.freeDiskBytes)]
    : []),
  ...pinterestClock(health),
  ...(health.timeZones.ok ? [] : [wrong('Time zones', health.timeZones.found, timeZoneFix)]),
  publisher(health),
  backlog(health),
  ...health.held.map((group) => held(group, clock)),
  ...people(health),
  ...limits(health, clock),
  failures(health),
  ...webhooks(health, clock),
];

/** One line, since all accounts are measured by the same two clocks. */
function pinterestClock({ accounts }: InstanceHealth): Check[] {
  const [aheadMs = 0] = accounts
    .flatMap(({ clockAheadMs }) => clockAheadMs ?? [])
    .toSorted((a, b) => Math.abs(b) - Math.abs(a));
  if (Math.abs(aheadMs) <= pinterestClockToleranceMs) return [];
  const seconds = formatDuration(Math.abs(aheadMs) / 1000);
  return [
    warning(
      'Pinterest clock',
      `${seconds} ${aheadMs > 0 ? 'ahead of' : 'behind'} the database's`,
      'Let the machine of the database keep time by NTP: Pins go out by its clock, and a lost answer is harder to find while it is wrong.',
    ),
  ];
}

function publisher({ publishers: { connected, thisServer } }: InstanceHealth): Check {
  const name = 'Publisher';
  if (connected === 0)
    return wrong(
      name,
      'no process publishes',
      'Start "npm start", or "linchpin worker" with the same DATABASE_URL.',
    );
  if (thisServer && (thisServer.lastLookAgeMs ?? Infinity) > silentMs)
    return wrong(
      name,
      thisServer.lastLookAgeMs === null
        ? 'the server has not looked for due Pins yet'
        : `the server has not looked for due Pins for ${formatDuration(thisServer.lastLookAgeMs / 1000)}`,
      'Look at its log, then start it again; a Pin it holds is taken over by itself.',
    );
  return ok(name, connected === 1 ? '1 process publishes' : `${connected} processes publish`);
}

function backlog({ pins }: InstanceHealth): Check {
  const name = 'Due Pins';
  const { due, oldestDueSeconds, publishing, reconciling } = pins;
  const going = [
    publishing > 0 && `${publishing} being published`,
    reconciling > 0 && `${reconciling} looked for after a lost answer`,
  ].filter((text) => text !== false);
  const state = oldestDueSeconds ?? 0;
  const waiting =
    due === 0 ? 'none waits' : `${due} waiting, the first for ${formatDuration(state)}`;
  const found = [waiting, ...going].join(', ');
  if (state < overdue.warning) return ok(name, found);
  return (state < overdue.wrong ? warning : wrong)(
    name,
    found,
    'Pins of one account go out one by one. If their number does not fall, look at the log of the publisher.',
  );
}

const held = (
  { code, count, message, fix, nextAt, postId }: InstanceHealth['held'][number],
  clock: Clock,
): Check =>
  warning(
    'Held Pins',
    `${plural(count, 'Pin')} (${code}), the first until ${nextAt === null ? 'somebody acts' : at(nextAt, clock)}: ${clock.words(message)}`,
    `${fix} Details: linchpin timeline ${postId}`,
  );

/** What waits for a person's decision. */
function people({ pins, unknownPins }: InstanceHealth): Check[] {
  const checks: Check[] = [];
  if (pins.waitingForApproval > 0)
    checks.push(
      warning(
        'Approval',
        `${plural(pins.waitingForApproval, 'Pin')} wait${pins.waitingForApproval === 1 ? 's' : ''} for an approval`,
        'Approve with linchpin approve <post id>.',
      ),
    );
  const [first] = unknownPins;
  if (first)
    checks.push(
      warning(
        'Unknown outcome',
        `${plural(pins.outcomeUnknown, 'Pin')}: Pinterest never said whether it was made, for example "${first.title ?? 'without a title'}"`,
        `Look at the board, then say what you saw: POST /api/v1/posts/${first.postId}/pins/${first.pinId}/resolve. Details: linchpin timeline ${first.postId}`,
      ),
    );
  return checks;
}

/** Each line names the zone, since the checks have no heading. */
const at = (iso: string, clock: Clock): string => `${clock.minute(iso)} (${clock.zone})`;

function limits({ usedUp, pausedLinks, accounts }: InstanceHealth, clock: Clock): Check[] {
  const nameOf = (id: string | null) =>
    id === null
      ? 'the app, for all accounts'
      : (accounts.find(({ accountId }) => accountId === id)?.username ?? id);
  return [
    ...usedUp.map(({ accountId, category, limit, resetsAt }) =>
      warning(
        'Limits',
        `${nameOf(accountId)}: all ${limit} requests (${category}) are used until ${at(resetsAt, clock)}`,
        'Nothing to do: what waits goes out then. Spread Pins out if it happens often.',
      ),
    ),
    ...pausedLinks.map(({ accountId, domain, until }) =>
      warning(
        'Links',
        `${nameOf(accountId)}: Pins that link to ${domain} wait until ${at(until, clock)}, since Pinterest blocked one as spam`,
        'Check the page for redirects, and claim the site in the settings of Pinterest.',
      ),
    ),
  ];
}

const webhooks = ({ failingWebhooks }: InstanceHealth, clock: Clock): Check[] =>
  failingWebhooks.map(({ webhookId, name, since, disabledReason }) =>
    warning(
      'Webhooks',
      disabledReason === null
        ? `"${name}": nothing arrives since ${at(since, clock)}`
        : `"${name}" was switched off at ${at(since, clock)}: ${disabledReason}`,
      `See what the receiver answers: linchpin webhooks log ${webhookId}`,
    ),
  );

function failures({ failedLastDay }: InstanceHealth): Check {
  const name = 'Failures';
  const total = failedLastDay.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return ok(name, 'none in 24 hours');
  return warning(
    name,
    `${total} in 24 hours: ${failedLastDay.map(({ code, count }) => `${count} × ${code}`).join(', ')}`,
    failedLastDay
      .map(({ code, fix, postId }) => `${code}: ${fix} (linchpin timeline ${postId})`)
      .join('\n'),
  );
}
