import { sql } from 'kysely';
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
    | 'account_group'
    | 'live_pin'
    | 'pin_batch'
    | 'pin_change';
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

/** Forgets requests that are too old to be repeated. @returns how many. */
export async function purgeRequests(db: Db, olderThanMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from request_record
    where created_at < now() - ${interval(olderThanMs)}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
