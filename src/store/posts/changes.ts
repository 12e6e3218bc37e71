import { sql, type Updateable } from 'kysely';
import type { Tx } from '../database/pool.ts';
import { readSentPin } from '../pins/sent-pin.ts';
import type { Database, NewPin, PinRow, PostRow } from '../schema/rows.ts';

export interface LockedPost {
  post: PostRow;
  pins: PinRow[];
}

/**
 * Reads a post and its Pins and keeps workers and other changes away until the transaction ends. A worker that
 * is about to claim one of the Pins passes it over; one that has claimed it shows as its lease.
 *
 * The Pins are locked before the post, as a worker's write and the trigger behind it do; changes of the same
 * post are serialised by a lock of their own, which no worker takes.
 */
export async function lockPost(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<LockedPost | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`post ${id}`}, 0))`.execute(tx);
  const pins = await tx
    .selectFrom('pin')
    .selectAll()
    .where('postId', '=', id)
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .forUpdate()
    .execute();
  const post = await tx
    .selectFrom('post')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .forUpdate()
    .executeTakeFirst();
  return post && { post, pins: pins.sort((a, b) => a.position - b.position) };
}

export type PostChange = Omit<Updateable<Database['post']>, 'id' | 'status' | 'revision'>;
export type PinChange = Omit<Updateable<Database['pin']>, 'id' | 'postId' | 'workspaceId'>;

/** Changes a locked post and counts the change. */
export const changePostRow = async (tx: Tx, id: string, change: PostChange): Promise<void> => {
  await tx
    .updateTable('post')
    .set((eb) => ({ ...change, revision: eb('revision', '+', 1), updatedAt: sql`now()` }))
    .where('id', '=', id)
    .execute();
};

/** Changes locked Pins. */
export const changePins = async (
  tx: Tx,
  ids: readonly string[],
  change: PinChange,
): Promise<void> => {
  if (ids.length)
    await tx
      .updateTable('pin')
      .set({ ...change, updatedAt: sql`now()` })
      .where('id', 'in', ids)
      .execute();
};

export const insertPins = async (tx: Tx, pins: readonly NewPin[]): Promise<void> => {
  if (pins.length)
    await tx
      .insertInto('pin')
      .values([...pins])
      .execute();
};

export const deletePins = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length) await tx.deleteFrom('pin').where('id', 'in', ids).execute();
};

/** Removes a locked post with everything that belongs to it alone; its media stay. */
export const deletePost = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('post').where('id', '=', id).execute();
};

/**
 * Resets a Pin for publishing from the start. A restored Pin may already be on Pinterest, so it keeps its sent_snapshot
 * and is searched for first.
 */
export const startAfresh = (pin: PinRow | null): PinChange =>
  pin && (pin.sentSnapshot?.restored || pin.step === 'reconciling')
    ? {
        ...initialPinState,
        step: 'reconciling',
        sentAt: pin.sentAt,
        sentSnapshot: readSentPin(pin),
        sendOrder: pin.sendOrder,
      }
    : initialPinState;

/** What a Pin forgets when it is to be published from the beginning. */
export const initialPinState = {
  step: null,
  heldReason: null,
  problem: null,
  attempts: 0,
  claims: 0,
  waits: 0,
  sentAt: null,
  sentSnapshot: null,
  sendOrder: null,
  reconcileSince: null,
  searchOffsetMs: null,
  uploadId: null,
  uploadSince: null,
  uploadRound: 0,
  movedTo: null,
} as const satisfies PinChange;
