import { sql } from 'kysely';
import type { Problem } from '../../domain/errors/index.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { LeasedRows } from '../leases.ts';
import type { PinImportRow } from '../schema/rows.ts';
import type { Store } from '../store.ts';
import { putLivePins, type LivePinSnapshot } from './put.ts';

/** A claimed row: what is written on its behalf is written only while its lease is held. */
export type HeldImport = Pick<PinImportRow, 'id' | 'leaseToken' | 'removesAll'>;

/** The lease of an import was lost: another worker goes on with it, or the user's data were removed. */
export class ImportLost extends Error {}

/** Locks the row of an import until the transaction ends. @throws ImportLost */
export async function holdImport(tx: Tx, { id, leaseToken }: HeldImport): Promise<PinImportRow> {
  const { rows } = await sql<PinImportRow>`
    select * from pin_import where id = ${id} and lease_token = ${leaseToken} and lease_owner is not null
    for no key update`.execute(tx);
  const [row] = rows;
  if (!row) throw new ImportLost('The lease of the import was lost.');
  return row;
}

/** Begins a run over the boards that the user's accounts list now. @throws ImportLost */
export const startRun = (store: Pick<Store, 'transaction'>, held: HeldImport): Promise<void> =>
  store.transaction(async (tx) => {
    await holdImport(tx, held);
    await sql`
      update pin_import set run = run + 1, phase = 'reading', board_id = null, bookmark = null, bookmark_at = null,
        removed = 0, may_remove = null, started_at = now(), problem = null where id = ${held.id}`.execute(
      tx,
    );
    await sql`delete from pin_import_page where identity_id = ${held.id}`.execute(tx);
    await sql`delete from pin_import_board where identity_id = ${held.id}`.execute(tx);
    await sql`
      insert into pin_import_board (identity_id, board_id, position, pin_count)
      select ${held.id}, id, row_number() over (order by position, id), pin_count from (
        select distinct on (board.id) board.id, board.position, board.pin_count
        from board join account on account.id = board.account_id
        where account.identity_id = ${held.id} and account.status <> 'disconnected' and board.listed
        order by board.id, board.seen_at desc
      ) listed`.execute(tx);
  });

/** Where a run goes on. */
export interface ImportPlace {
  boardId: string;
  /** null: at its first page. */
  bookmark: string | null;
  /** Pages that were read of it. */
  pages: number;
}

/** The board that is being read, else the next one; null: all have been. @param goodForMs of a bookmark. */
export async function nextPlace(
  db: Db,
  { id }: HeldImport,
  goodForMs: number,
): Promise<ImportPlace | null> {
  const { rows } = await sql<ImportPlace>`
    select board.board_id,
      case when import.board_id = board.board_id and import.bookmark_at > now() - make_interval(secs => ${goodForMs / 1000}::float8)
        then import.bookmark end as bookmark,
      case when import.board_id = board.board_id
        then (select count(*)::int from pin_import_page where identity_id = import.id) else 0 end as pages
    from pin_import import join pin_import_board board on board.identity_id = import.id and board.ended_at is null
    where import.id = ${id}
    order by board.board_id is not distinct from import.board_id desc, board.position limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

/**
 * Stores a page of a board, and where to go on, in one transaction: whenever a process dies, no page is counted twice or
 * left out. With the last page the board has been read, and what it lacks was missed.
 * @throws ImportLost
 */
export const recordPage = (
  store: Pick<Store, 'transaction'>,
  held: HeldImport,
  place: ImportPlace,
  page: { pins: readonly LivePinSnapshot[]; bookmark: string | null },
): Promise<void> =>
  store.transaction(async (tx) => {
    const row = await holdImport(tx, held);
    if (place.bookmark === null) await restartBoard(tx, held, place.boardId);
    await putLivePins(tx, held.id, page.pins);
    await sql`
      insert into pin_import_page (identity_id, number, pinterest_pin_ids)
      select ${held.id}, count(*), ${page.pins.map(({ id }) => id)}::text[] from pin_import_page
      where identity_id = ${held.id}`.execute(tx);
    await sql`
      update pin_import_board set pins_seen = pins_seen + ${page.pins.length}
      where identity_id = ${held.id} and board_id = ${place.boardId}`.execute(tx);
    await sql`
      update pin_import set board_id = ${place.boardId}, bookmark = ${page.bookmark}, bookmark_at = now(), problem = null
      where id = ${held.id}`.execute(tx);
    if (page.bookmark === null) await markMissed(tx, row, place.boardId);
    if (page.bookmark === null) await endBoard(tx, held, place.boardId, true);
  });

/** Begins a board again: what was seen of it before may have moved meanwhile. */
async function restartBoard(tx: Tx, { id }: HeldImport, boardId: string): Promise<void> {
  await sql`delete from pin_import_page where identity_id = ${id}`.execute(tx);
  await sql`update pin_import_board set pins_seen = 0 where identity_id = ${id} and board_id = ${boardId}`.execute(
    tx,
  );
}

/** Those that were stored since the run began, such as by publishing, may not be listed yet. */
const markMissed = (tx: Tx, { id, run, startedAt }: PinImportRow, boardId: string) =>
  sql`
    update remote_pin set missed_run = ${run}
    where identity_id = ${id} and board_id = ${boardId} and gone_at is null and first_seen_at < ${startedAt}
      and not exists (select from pin_import_page page, unnest(page.pinterest_pin_ids) seen(id)
        where page.identity_id = ${id} and seen.id = remote_pin.pinterest_pin_id)
      -- A board that counts Pins and lists none hides them: a permission was lost.
      and exists (select from pin_import_board board where board.identity_id = ${id} and board.board_id = ${boardId}
        and (board.pins_seen > 0 or coalesce(board.pin_count, 0) = 0))`.execute(tx);

async function endBoard(
  tx: Tx,
  { id }: HeldImport,
  boardId: string,
  wasRead: boolean,
): Promise<void> {
  await sql`
    update pin_import_board set ended_at = now(), was_read = ${wasRead}
    where identity_id = ${id} and board_id = ${boardId}`.execute(tx);
  await sql`delete from pin_import_page where identity_id = ${id}`.execute(tx);
  await sql`update pin_import set board_id = null, bookmark = null, bookmark_at = null where id = ${id}`.execute(
    tx,
  );
}

/** Goes on without a board that cannot be read to its end: then the run proves nothing. @throws ImportLost */
export const leaveBoard = (
  store: Pick<Store, 'transaction'>,
  held: HeldImport,
  boardId: string,
): Promise<void> =>
  store.transaction(async (tx) => {
    await holdImport(tx, held);
    await endBoard(tx, held, boardId, false);
  });

/** Forgets the bookmark of the board that is being read: it begins again. @throws ImportLost */
export const dropBookmark = (store: Pick<Store, 'transaction'>, held: HeldImport): Promise<void> =>
  store.transaction(async (tx) => {
    await holdImport(tx, held);
    await sql`update pin_import set bookmark = null where id = ${held.id}`.execute(tx);
  });

/**
 * Ends a run or a slice of it: the lease is given back, and the row is due again at `dueAt`.
 * @param ends whether the run is over.
 */
export const endSlice = (
  store: Pick<Store, 'transaction'>,
  rows: Pick<LeasedRows<PinImportRow>, 'finish'>,
  row: PinImportRow,
  end: { dueAt: Date; ends: boolean; problem?: Problem | null },
): Promise<void> =>
  store.transaction(async (tx) => {
    if (!(await rows.finish(tx, row, end.dueAt))) return;
    const { ends, problem } = end;
    if (problem !== undefined)
      await tx
        .updateTable('pinImport')
        .set({ problem: problem && JSON.stringify(problem) })
        .where('id', '=', row.id)
        .execute();
    if (ends)
      // What a person asked for while the last slice was at work is for the next run.
      await sql`
        update pin_import set phase = null, board_id = null, bookmark = null, finished_at = now(),
          removes_all = removes_all and not ${row.removesAll}::boolean
        where id = ${row.id}`.execute(tx);
  });
