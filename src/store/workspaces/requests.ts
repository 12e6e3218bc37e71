import { sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import { interval } from '../database/interval.ts';

/** The key under which a repeated request is known again. */
export interface IdempotencyKey {
  value: string;
  /**
   * Whether the caller chose it for this purpose. A tracing id is handed to every call of a flow by gateways, so two
   * requests with one id need not be the same.
   */
  strict: boolean;
  /** Of the input, hexadecimal. */
  inputHash: string;
  /** Whether the tracing id is already used with other input: then the record key is the id plus the input hash. */
  apart?: boolean;
}

/** What a request did, and who asked for it. */
export interface Audited {
  workspaceId: string;
  operation: string;
  actor: { type: string; id: string | null; name: string };
  subject: AuditSubject;
  details: Record<string, unknown>;
}

export interface AuditSubject {
  type:
    | 'post'
    | 'queue'
    | 'account'
    | 'media'
    | 'api_key'
    | 'workspace'
    | 'board'
    | 'connection'
    | 'webhook'
    | 'delivery'
    | 'person'
    | 'invite'
    | 'session'
    | 'device_login'
    | 'feed'
    | 'account_group'
    | 'live_pin'
    | 'pin_batch'
    | 'pin_change'
    | 'post_import';
  id: string;
}

/** `other`: the key belongs to a request with other input. `reference` null: it began, and its end is not stored. */
export type EarlierRequest = { kind: 'same' | 'other'; reference: string | null } | null;

/** Requests with one tracing id and different input get different keys. A header holds no line break. */
const ownId = ({ value, inputHash }: IdempotencyKey): string => `${value}\n${inputHash}`;

/** What was done under this key, if anything. */
export async function findRequest(
  db: Db,
  workspaceId: string,
  operation: string,
  key: IdempotencyKey,
): Promise<EarlierRequest> {
  const rows = await db
    .selectFrom('requestRecord')
    .select(['key', 'reference', 'inputHash'])
    .where('workspaceId', '=', workspaceId)
    .where('operation', '=', operation)
    .where('key', 'in', key.strict ? [key.value] : [key.value, ownId(key)])
    .execute();
  // A record of an early release has no input, and counts as the same.
  const same = rows.find(({ inputHash }) => inputHash === null || inputHash === key.inputHash);
  if (same) return { kind: 'same', reference: same.reference };
  return rows[0] ? { kind: 'other', reference: rows[0].reference } : null;
}

/**
 * Keeps the key of a request before it writes to Pinterest, so that one whose process died is known to have begun.
 * @returns what was kept under the key before; null: nothing.
 */
export async function startRequest(
  db: Db,
  workspaceId: string,
  operation: string,
  key: IdempotencyKey,
): Promise<EarlierRequest> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('requestRecord')
    .values({ workspaceId, operation, key: key.value, inputHash: key.inputHash, reference: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows ? null : findRequest(db, workspaceId, operation, key);
}

/** Frees the key of a request that wrote nothing to Pinterest after all. */
export async function dropStartedRequest(
  db: Db,
  workspaceId: string,
  operation: string,
  key: IdempotencyKey,
): Promise<void> {
  await db
    .deleteFrom('requestRecord')
    .where('workspaceId', '=', workspaceId)
    .where('operation', '=', operation)
    .where('key', '=', key.value)
    .where('reference', 'is', null)
    .execute();
}

/**
 * Keeps the key of a request and writes its audit entry, in the transaction that does the work. Of two requests with
 * one key at once, the second waits here for the first.
 * @returns false when the key was kept before: then nothing was written.
 */
export async function keepRequest(
  tx: Tx,
  { workspaceId, operation, actor, subject, details }: Audited,
  key: IdempotencyKey | null,
): Promise<boolean> {
  const audit = [workspaceId, operation, subject.type, subject.id] as const;
  const values = sql`${sql.join([...audit, JSON.stringify(actor), JSON.stringify(details)])}`;
  const into = sql`insert into audit_entry (workspace_id, operation, subject_type, subject_id, actor, details)`;
  if (key === null) {
    await sql`${into} values (${values})`.execute(tx);
    return true;
  }
  const { rows } = await sql`
    with kept as (
      insert into request_record (workspace_id, operation, key, input_hash, reference)
      values (${workspaceId}, ${operation}, ${key.apart ? ownId(key) : key.value}, ${key.inputHash}, ${subject.id})
      on conflict (workspace_id, operation, key) do update set reference = excluded.reference
        where request_record.reference is null
      returning 1
    ), audited as (
      ${into} select ${sql.join([
        ...audit.map((text) => sql`${text}::text`),
        sql`${JSON.stringify(actor)}::jsonb`,
        sql`${JSON.stringify(details)}::jsonb`,
      ])} from kept
    ) select 1 from kept`.execute(tx);
  return rows.length > 0;
}

/** A request whose key is to be kept, and what it did. */
export interface KeyedRequest {
  key: string;
  /** Hexadecimal. */
  inputHash: string;
  reference: string;
}

/**
 * Keeps the keys of many requests of one kind; each key once. Of two calls with one key at once, the second waits here
 * for the first.
 * @returns those that were not kept before.
 */
export async function keepKeys(
  tx: Tx,
  workspaceId: string,
  operation: string,
  requests: readonly KeyedRequest[],
): Promise<Set<string>> {
  if (requests.length === 0) return new Set();
  const column = (name: keyof KeyedRequest) => requests.map((request) => request[name]);
  // In one order, so that two calls cannot wait for each other.
  const { rows } = await sql<{ key: string }>`
    insert into request_record (workspace_id, operation, key, input_hash, reference)
    select ${workspaceId}, ${operation}, key, input_hash, reference
    from unnest(${column('key')}::text[], ${column('inputHash')}::text[], ${column('reference')}::text[])
      as wanted(key, input_hash, reference) order by key
    on conflict (workspace_id, operation, key) do nothing returning key`.execute(tx);
  return new Set(rows.map(({ key }) => key));
}

/** Frees keys that were kept in this transaction for what was refused after all. */
export const freeKeys = async (
  tx: Tx,
  workspaceId: string,
  operation: string,
  keys: readonly string[],
): Promise<void> =>
  void (await sql`delete from request_record
    where workspace_id = ${workspaceId} and operation = ${operation} and key = any(${[...keys]}::text[])`.execute(
    tx,
  ));

/** What was done under these keys, by key. */
export async function findKeys(
  db: Db,
  workspaceId: string,
  operation: string,
  keys: readonly string[],
): Promise<Map<string, { inputHash: string | null; reference: string | null }>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('requestRecord')
    .select(['key', 'reference', 'inputHash'])
    .where('workspaceId', '=', workspaceId)
    .where('operation', '=', operation)
    .where('key', '=', anyOf(keys))
    .execute();
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

/** Writes the audit entries of many calls of one kind. */
export async function auditAll(
  tx: Tx,
  { workspaceId, operation, actor }: Pick<Audited, 'workspaceId' | 'operation' | 'actor'>,
  subjects: readonly AuditSubject[],
): Promise<void> {
  if (subjects.length === 0) return;
  await sql`
    insert into audit_entry (workspace_id, operation, subject_type, subject_id, actor, details)
    select ${workspaceId}, ${operation}, type, id, ${JSON.stringify(actor)}::jsonb, '{}'::jsonb
    from unnest(${subjects.map(({ type }) => type)}::text[], ${subjects.map(({ id }) => id)}::text[])
      as subject(type, id)`.execute(tx);
}

/**
 * Forgets requests that are too old to be repeated. Those of files of posts stay while one is worked on: the server may
 * have been off since. @returns how many.
 */
export async function purgeRequests(db: Db, olderThanMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from request_record
    where created_at < now() - ${interval(olderThanMs)}
      and not (key like 'csv %' and exists (select from post_import where state in ('working', 'cancelling')))`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}
