import { Gauge, type Registry } from 'prom-client';
import type { Backlog, Counter as QuotaCounter, WebhookFigures } from '../store/index.ts';

/** Figures of the database; every process reports the same. */
export interface DatabaseFigures {
  backlog: Backlog;
  /** Of accounts only the fullest, so that their number does not grow with that of accounts. */
  counters: QuotaCounter[];
  /** Accounts that have used up a limit, by its category. */
  usedUp: { category: string; count: number }[];
  /** Accounts by status. */
  accounts: { status: string; count: number }[];
  webhooks: WebhookFigures;
  /** Processes that publish. */
  publishers: number;
}

export interface MetricsSources {
  version: string;
  /** Read at every scrape; may fail, and the figures of this process are shown all the same. */
  database(): Promise<DatabaseFigures>;
}

/** Milliseconds after which a scrape goes on without the database. */
const patienceMs = 5_000;

/** The gauges of what the database knows; the returned function sets them. */
export function showDatabase(registry: Registry, sources: MetricsSources): () => Promise<void> {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  gauge('linchpin_info', 'Always 1; the version is a label.', ['version']).set(
    { version: sources.version },
    1,
  );
  const up = gauge('linchpin_database_up', 'Whether the database answered this scrape.');
  const pins = gauge(
    'linchpin_pins',
    'Pins that wait, by what for. One may count in several states: a held Pin whose time has come is due, too.',
    ['state'],
  );
  const oldest = gauge(
    'linchpin_oldest_due_pin_age_seconds',
    'How long the first Pin is due; 0: none is.',
  );
  const publishers = gauge('linchpin_publishers', 'Processes that publish and are connected.');
  const accounts = gauge('linchpin_accounts', 'Pinterest accounts by status.', ['status']);
  const owner = ['account', 'category'];
  const used = gauge(
    'linchpin_quota_used_requests',
    'Requests spent in this window of Pinterest, of the accounts nearest to their limits; account "app": one counter for all.',
    owner,
  );
  const allowed = gauge(
    'linchpin_quota_allowed_requests',
    'Requests Pinterest allows in a window.',
    owner,
  );
  const usedUp = gauge('linchpin_quota_used_up_accounts', 'Accounts that have used up a limit.', [
    'category',
  ]);
  const webhooks = gauge(
    'linchpin_webhooks',
    'Webhooks: active, of these failing (the last attempt failed), and disabled by Linchpin.',
    ['state'],
  );
  const deliveries = gauge(
    'linchpin_webhook_deliveries_waiting',
    'Deliveries that wait for their first or a further attempt.',
  );
  const oldestDelivery = gauge(
    'linchpin_oldest_webhook_delivery_age_seconds',
    'How long ago the event of the oldest delivery that waits happened; 0: none waits.',
  );
  /** Without labels: after a reset each shows a 0. */
  const single = [oldest, publishers, deliveries, oldestDelivery];
  const ofDatabase = [...single, pins, accounts, used, allowed, usedUp, webhooks];

  return async () => {
    for (const metric of ofDatabase) metric.reset();
    const figures = await withPatience(sources.database()).catch(() => null);
    up.set(figures === null ? 0 : 1);
    if (figures === null) {
      // No figure is better than a 0 that looks like one.
      for (const metric of single) metric.remove();
      return;
    }
    const { backlog } = figures;
    for (const [state, count] of pinStates(backlog)) pins.set({ state }, count);
    oldest.set(backlog.oldestDueSeconds ?? 0);
    publishers.set(figures.publishers);
    const { waiting, oldestSeconds, ...states } = figures.webhooks;
    deliveries.set(waiting);
    oldestDelivery.set(oldestSeconds ?? 0);
    for (const [state, count] of Object.entries(states)) webhooks.set({ state }, count);
    for (const { status, count } of figures.accounts) accounts.set({ status }, count);
    for (const { category, count } of figures.usedUp) usedUp.set({ category }, count);
    for (const counter of figures.counters) {
      const labels = { account: counter.accountId ?? 'app', category: counter.category };
      used.set(labels, counter.used);
      allowed.set(labels, counter.allowed);
    }
  };
}

const pinStates = (backlog: Backlog): [string, number][] => [
  ['due', backlog.due],
  ['publishing', backlog.publishing],
  ['reconciling', backlog.reconciling],
  ['held', backlog.held],
  ['waiting_for_account', backlog.waitingForAccount],
  ['waiting_for_approval', backlog.waitingForApproval],
  ['outcome_unknown', backlog.outcomeUnknown],
];

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database is too slow.')), patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
