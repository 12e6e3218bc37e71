import { sql } from 'kysely';
import { afterEach, beforeEach } from 'vitest';
import { problem } from '../../src/domain/errors/index.ts';
import { newId } from '../../src/domain/ids.ts';
import { defaultPolicy, pinJobs } from '../../src/publisher/index.ts';
import {
  collections,
  deliveryRows,
  endAttempt,
  feeds,
  finishPin,
  insertWebhook,
  insertWorkspace,
  upsertAccount,
  leasedRows,
  pinBatches,
  pinChanges,
  pinImports,
  postImports,
  type ClaimedPin,
  type CollectionRow,
  type DeliveryRow,
  type FeedRow,
  type Lane,
  type LeasedRow,
  type LeasedRows,
  type PinBatchRow,
  type PinChangeRow,
  type PinImportRow,
  type PostImportRow,
} from '../../src/store/index.ts';
import { insertPins, temporaryStore } from './rows.ts';
import { leaseLaws, type LeasedSubject } from './lease-laws.ts';

let open: Awaited<ReturnType<typeof temporaryStore>>;
beforeEach(async () => {
  open = await temporaryStore();
});
afterEach(() => open.close());

/** Pins of one lane. A key is a Pinterest user; what gives a Pin up is its handler. */
function pins(lane: Lane): () => LeasedSubject {
  return () => {
    const { store, clock } = open;
    const fail = (job: { id: string }) =>
      finishPin(
        store.db,
        job as ClaimedPin, // Only what the claim of this source gave comes here.
        { kind: 'failed', problem: problem('PIN_GAVE_UP') },
        [],
      );
    return {
      store,
      clock,
      table: 'pin',
      source: pinJobs(store, defaultPolicy, lane),
      leaseMs: defaultPolicy.leaseMs,
      maxClaims: defaultPolicy.maxClaims,
      add: async (rows) => {
        const ids: string[] = [];
        for (const { key, dueInMs } of rows) {
          await insertPins(store.db, {
            accounts: { prefix: key, count: 1 },
            pins: 1,
            dueInSeconds: dueInMs / 1000,
          });
          const { rows: made } = await sql<{ id: string }>`
            update pin set step = ${lane === 'uploads' ? 'uploading' : null}, due_at = due_at
            where id = (select id from pin where not id = any(${ids}::text[]) limit 1) returning id`.execute(
            store.db,
          );
          ids.push(made[0]?.id ?? '');
        }
        await sql`select pg_notify('linchpin_pin_due', ${lane})`.execute(store.db); // Triggers were off.
        return ids;
      },
      finish: fail,
      givenUp: async (id) => {
        const { rows } = await sql<{ gone: boolean }>`
          select status = 'failed' and problem->>'code' = 'PIN_GAVE_UP' as gone from pin where id = ${id}`.execute(
          store.db,
        );
        return rows[0]?.gone ?? false;
      },
      handleWorn: async (job) => void (await fail(job)),
    };
  };
}

/** The generic table, made for this test so that rows may exclude each other by a key of their own. */
function table(): LeasedSubject {
  const { store, clock } = open;
  const leaseMs = 15_000;
  const maxClaims = 4;
  const source: LeasedRows<LeasedRow> = leasedRows(store, {
    table: 'chore',
    key: 'subject',
    leaseMs,
    retryMs: () => 60_000,
    maxClaims,
  });
  return {
    store,
    clock,
    table: 'chore',
    source: source,
    leaseMs,
    maxClaims,
    add: async (rows) => {
      const ids = rows.map(() => newId());
      for (const [index, { key, dueInMs }] of rows.entries())
        await sql`insert into chore (id, subject, due_at)
          values (${ids[index]}, ${key}, now() + make_interval(secs => ${dueInMs / 1000}::float8))`.execute(
          store.db,
        );
      return ids;
    },
    finish: (job) => source.finish(store.db, job as LeasedRow, null),
    givenUp: async (id) => {
      const { rows } = await sql<{ gone: boolean }>`
        select given_up_at is not null as gone from chore where id = ${id}`.execute(store.db);
      return rows[0]?.gone ?? false;
    },
  };
}

/** Deliveries to one webhook. A key is a line; what gives one up is its handler. */
function deliveries(): LeasedSubject {
  const { store, clock } = open;
  const leaseMs = 30_000;
  const source = deliveryRows(store, {
    leaseMs,
    atOnce: { webhook: 100, failing: 100 },
    retryMs: () => 60_000,
  });
  return {
    store,
    clock,
    table: 'delivery',
    source,
    leaseMs,
    maxClaims: 4,
    add: async (rows) => {
      const webhookId = newId();
      const { id: workspaceId } = await insertWorkspace(store.db, 'Told');
      await store.transaction((tx) =>
        insertWebhook(tx, {
          id: webhookId,
          workspaceId,
          name: 'Laws',
          url: 'https://example.com/',
          format: 'standard',
          events: [],
          kinds: [],
          secret: null,
          customHeaders: null,
          isActive: true,
        }),
      );
      const ids = rows.map(() => newId());
      for (const [index, { key, dueInMs }] of rows.entries())
        await sql`
          insert into delivery (id, webhook_id, event_id, kind, happened_at, order_key, due_at)
          values (${ids[index]}, ${webhookId}, ${ids[index]}, 'post.failed', now(), ${key},
            now() + make_interval(secs => ${dueInMs / 1000}::float8))`.execute(store.db);
      return ids;
    },
    finish: (job) => source.finish(store.db, job as DeliveryRow, null),
    givenUp: async (id) => {
      const { rows } = await sql<{ gone: boolean }>`
        select state = 'dead' as gone from delivery where id = ${id}`.execute(store.db);
      return rows[0]?.gone ?? false;
    },
    handleWorn: async (job) => {
      const attempt = { url: '', requestHeaders: {}, status: null, answer: null, error: '' };
      const end = { state: 'dead', againMs: null, counts: true, disabledReason: null } as const;
      await endAttempt(store, job as DeliveryRow, { ...attempt, durationMs: 0 }, () => end);
    },
  };
}

/** Changes of live Pins. A key is a Pinterest user. */
function changes(): LeasedSubject {
  const { store, clock } = open;
  const source = pinChanges(store, { leaseMs: 15_000, maxClaims: 20 });
  return {
    store,
    clock,
    table: 'pin_change',
    source,
    leaseMs: source.leaseMs,
    maxClaims: 20,
    add: async (rows) => {
      const accounts = new Map<string, { id: string; identityId: string; workspaceId: string }>();
      const ids = rows.map(() => newId());
      for (const [index, { key, dueInMs }] of rows.entries()) {
        const account = accounts.get(key) ?? (await insertUser(key));
        accounts.set(key, account);
        await sql`
          insert into pin_change (id, identity_id, account_id, workspace_id, pinterest_pin_id, kind, before, wanted, asked_by,
            due_at)
          values (${ids[index]}, ${account.identityId}, ${account.id}, ${account.workspaceId}, ${ids[index]}, 'delete', '{}',
            '{}', '{}', now() + make_interval(secs => ${dueInMs / 1000}::float8))`.execute(
          store.db,
        );
      }
      return ids;
    },
    finish: (job) => source.finish(store.db, job as PinChangeRow, null),
    givenUp: async (id) => {
      const { rows } = await sql<{ gone: boolean }>`
        select given_up_at is not null and state = 'refused' as gone from pin_change where id = ${id}`.execute(
        store.db,
      );
      return rows[0]?.gone ?? false;
    },
  };
}

/** Readings of numbers. A key is a Pinterest user, of whom there may be more tasks here than the two there are. */
function readings(): LeasedSubject {
  const source = collections(open.store);
  return {
    ...userRows('collection', source),
    add: async (rows) => {
      await sql`alter table collection drop constraint collection_identity_id_task_key`.execute(
        open.store.db,
      );
      const users = new Map<string, string>();
      const ids = rows.map(() => newId());
      for (const [index, { key, dueInMs }] of rows.entries()) {
        const user = users.get(key) ?? (await insertUser(key)).identityId;
        users.set(key, user);
        await sql`
          insert into collection (id, identity_id, task, due_at)
          values (${ids[index]}, ${user}, 'pins', now() + make_interval(secs => ${dueInMs / 1000}::float8))`.execute(
          open.store.db,
        );
      }
      return ids;
    },
    finish: (job) => source.finish(open.store.db, job as CollectionRow, null),
  };
}

/** Readings of Pins, one row for each Pinterest user. */
function importsOfPins(): LeasedSubject {
  const source = pinImports(open.store);
  return {
    ...userRows('pin_import', source),
    add: async (rows) => {
      const ids: string[] = [];
      for (const { key, dueInMs } of rows) {
        const { identityId } = await insertUser(key);
        await sql`
          insert into pin_import (id, due_at)
          values (${identityId}, now() + make_interval(secs => ${dueInMs / 1000}::float8))
          on conflict (id) do update set due_at = excluded.due_at`.execute(open.store.db);
        ids.push(identityId);
      }
      return ids;
    },
    finish: (job) => source.finish(open.store.db, job as PinImportRow, null),
  };
}

/** Readings of feeds, each by itself. */
function readingsOfFeeds(): LeasedSubject {
  const { store } = open;
  const source = feeds(store);
  return {
    ...userRows('feed', source),
    add: async (rows) => {
      const ids = rows.map(() => newId());
      for (const [index, { key, dueInMs }] of rows.entries()) {
        const { id: accountId, workspaceId } = await insertUser(`${key} ${index}`);
        await sql`
          insert into feed (id, workspace_id, account_id, name, url, board, rules, makes, due_at)
          values (${ids[index]}, ${workspaceId}, ${accountId}, 'Laws', 'https://example.com/', 'Any', '[]', 'draft',
            now() + make_interval(secs => ${dueInMs / 1000}::float8))`.execute(store.db);
      }
      return ids;
    },
    finish: (job) => source.finish(store.db, job as FeedRow, null),
  };
}

/** What the tables of background reading have in common. */
const userRows = (
  table: 'collection' | 'pin_import' | 'feed',
  source: LeasedRows<CollectionRow> | LeasedRows<PinImportRow> | LeasedRows<FeedRow>,
): Omit<LeasedSubject, 'add' | 'finish'> => ({
  store: open.store,
  clock: open.clock,
  table,
  source,
  leaseMs: source.leaseMs,
  maxClaims: 6,
  givenUp: async (id) => {
    const { rows } = await sql<{ gone: boolean }>`
      select given_up_at is not null as gone from ${sql.table(table)} where id = ${id}`.execute(
      open.store.db,
    );
    return rows[0]?.gone ?? false;
  },
});

/** Batches of changes. A key is a Pinterest user. */
function batches(): LeasedSubject {
  const { store, clock } = open;
  const source = pinBatches(store);
  return {
    store,
    clock,
    table: 'pin_batch',
    source,
    leaseMs: source.leaseMs,
    maxClaims: 20,
    add: async (rows) => {
      const accounts = new Map<string, Awaited<ReturnType<typeof insertUser>>>();
      const ids = rows.map(() => newId());
      for (const [index, { key, dueInMs }] of rows.entries()) {
        const account = accounts.get(key) ?? (await insertUser(key));
        accounts.set(key, account);
        await sql`
          insert into pin_batch (id, identity_id, account_id, workspace_id, what, chosen, total, asked_by, due_at)
          values (${ids[index]}, ${account.identityId}, ${account.id}, ${account.workspaceId}, '{}', '{}', 0, '{}',
            now() + make_interval(secs => ${dueInMs / 1000}::float8))`.execute(store.db);
      }
      return ids;
    },
    finish: (job) => source.finish(store.db, job as PinBatchRow, null),
    givenUp: async (id) => {
      const { rows } = await sql<{ gone: boolean }>`
        select given_up_at is not null and state = 'stopped' as gone from pin_batch where id = ${id}`.execute(
        store.db,
      );
      return rows[0]?.gone ?? false;
    },
  };
}

/** Files of posts. A key is a workspace. */
function filesOfPosts(): LeasedSubject {
  const { store, clock } = open;
  const source = postImports(store);
  return {
    store,
    clock,
    table: 'post_import',
    source,
    leaseMs: source.leaseMs,
    maxClaims: 20,
    add: async (rows) => {
      const workspaces = new Map<string, string>();
      const ids = rows.map(() => newId());
      for (const [index, { key, dueInMs }] of rows.entries()) {
        const workspaceId = workspaces.get(key) ?? (await insertWorkspace(store.db, key)).id;
        workspaces.set(key, workspaceId);
        await sql`
          insert into post_import (id, workspace_id, file_name, rows, made, state, due_at)
          values (${ids[index]}, ${workspaceId}, 'posts.csv', 1, 0, 'working',
            now() + make_interval(secs => ${dueInMs / 1000}::float8))`.execute(store.db);
      }
      return ids;
    },
    finish: (job) => source.finish(store.db, job as PostImportRow, null),
    givenUp: async (id) => {
      const { rows } = await sql<{ gone: boolean }>`
        select given_up_at is not null and state = 'stopped' as gone from post_import where id = ${id}`.execute(
        store.db,
      );
      return rows[0]?.gone ?? false;
    },
  };
}

async function insertUser(username: string) {
  const { db } = open.store;
  const workspace = await insertWorkspace(db, username);
  return upsertAccount(db, workspace.id, {
    pinterestUserId: username,
    username,
    displayName: username,
    profileImage: null,
    scopes: [],
    host: 'sandbox',
  });
}

/** As a migration makes a leased table. */
beforeEach(async () => {
  for (const statement of [
    `create table chore (id text primary key, subject text not null, due_at timestamptz, lease_owner text,
      lease_until timestamptz, lease_token bigint not null default 0, claims int not null default 0,
      given_up_at timestamptz)`,
    `create unique index chore_at_work on chore (subject) where lease_owner is not null`,
    `create index chore_due on chore (due_at) where lease_owner is null and due_at is not null`,
    `create trigger chore_due_changed after insert or update of due_at, lease_owner on chore for each row
      when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  ])
    await sql.raw(statement).execute(open.store.db);
});

leaseLaws('Pins', pins('pins'));
leaseLaws('uploads of videos', pins('uploads'));
leaseLaws('a leased table', table);
leaseLaws('deliveries to webhooks', deliveries);
leaseLaws('changes of live Pins', changes);
leaseLaws('readings of numbers', readings, { isLasting: true });
leaseLaws('readings of Pins', importsOfPins, { isAlone: true, isLasting: true });
leaseLaws('readings of feeds', readingsOfFeeds, { isAlone: true, isLasting: true });
leaseLaws('batches of changes', batches);
leaseLaws('files of posts', filesOfPosts);
